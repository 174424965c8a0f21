"""How do many contracts become one ZIP, in parts that the workers make side by side?

A part is a ZIP of up to PART contracts beside the office's other files, with what failed in it. It has no row of its
own: one that is left behind is swept as an orphan after an hour, and made anew when the bundle is taken up.
"""

import json
import logging
import zipfile
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.models import Bundle, Contract
from contracts.paper import pdf
from contracts.states import ContractState
from okportal.documents.actions import read
from okportal.errors import Refused

log = logging.getLogger(__name__)
PART = 20  # five seconds of work: what a killed worker loses
FAILURES = "failures.json"


def parts(bundle: Bundle) -> range:
    return range((len(bundle.contract_ids) + PART - 1) // PART)


def ids_of(bundle: Bundle, part: int) -> list[int]:
    return bundle.contract_ids[part * PART : (part + 1) * PART]


def is_made(bundle: Bundle, part: int) -> bool:
    return storages["private"].exists(_key(bundle, part))


def make_part(bundle: Bundle, part: int, contracts: dict[int, Contract]) -> int:
    """Write the part, each of `contracts` ({id: contract with_people}) in it; what cannot be made becomes a failure and
    stops no other. Returns how many it was asked for; 0 when the part is there already."""
    if is_made(bundle, part):
        return 0
    failures, packed, wanted = [], BytesIO(), ids_of(bundle, part)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:  # a PDF is compressed already
        for contract_id in wanted:
            contract = contracts.get(contract_id)
            try:
                with atomic():  # a fault of the database in one leaves the others their transaction
                    name, content = document_of(contract)
            except Exception as error:
                failures.append([contract_id, contract.number if contract else "", _why(contract_id, error)])
            else:
                archive.writestr(_entry(name, contract_id, archive), content)
        archive.writestr(FAILURES, json.dumps(failures))
    storages["private"].save(_key(bundle, part), ContentFile(packed.getvalue()))
    return len(wanted)


def _why(contract_id, error) -> str:
    if isinstance(error, Refused):
        return str(error.message)
    log.error("Contract %s could not be packed.", contract_id, exc_info=error)
    return _("Something went wrong with this one.")


def joined(bundle: Bundle) -> tuple[bytes, list]:
    """(the whole ZIP, failures of all parts). Raises FileNotFoundError while a part is missing."""
    failures, whole = [], BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as target:
        for part in parts(bundle):
            with storages["private"].open(_key(bundle, part)) as file, zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    if name == FAILURES:
                        failures += json.loads(archive.read(name))
                    else:
                        target.writestr(archive.getinfo(name), archive.read(name))
    return whole.getvalue(), failures


def document_of(contract: Contract | None) -> tuple[str, bytes]:
    """(file name, the signed contract; or what is being signed; or a draft as it is now). Raises Refused for none."""
    if contract is None:
        raise Refused(_("The contract is gone."))
    if contract.start_on is None or contract.end_on is None:
        raise Refused(_("The draft has no dates yet."))
    sent = contract.round if contract.state != ContractState.DRAFT else None  # what came back holds no longer
    stored = sent and (sent.signed_file or sent.unsigned_file)
    if stored:
        return pdf.file_name(contract), read(stored)
    return pdf.file_name(contract), pdf.contract_pdf(contract, signatures=[])


def _key(bundle, part) -> str:
    return f"t{bundle.office_id}/{bundle.made_at:%Y/%m}/bundle-{bundle.pk}-{part}.zip"


def _entry(name, contract_id, archive) -> zipfile.ZipInfo:
    """Always the same date, so that the same contracts give the same bytes; equal names are told apart."""
    name = name if name not in archive.namelist() else f"{contract_id}-{name}"
    return zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
