"""Which document is kept when all have signed?

What was signed, with the signatures in it, the log of the signing as its last page, and for machines: the agreed data
as it was sent, the log and the very file that was signed. The office's seal closes it.
"""

import json
from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from contracts.amending.pdf import amendment_data, final_amendment_pdf
from contracts.models import Contract, Party, SigningEvent, SigningRound
from contracts.paper.data_xml import as_xml
from contracts.paper.pdf import canonical, contract_data, contract_pdf
from contracts.signing.log import log_data, signing_log
from contracts.verifying.verdict import verify_url
from okportal.documents.actions import read
from okportal.documents.pdf import Attachment
from okportal.documents.sealing import seal

CONTRACT, AMENDMENT = "kontrakt", "endring"  # how the attached files begin
LOG_NAME = "signeringslogg.json"


def final_pdf(round: SigningRound, parties: Sequence[Party], events: Sequence[SigningEvent]) -> bytes:
    """The sealed document of this round; made once and kept. `events` are all of the round, in order.

    Raises Refused where the server cannot make PDFs, when the unsigned file is gone or was changed on disk, and when
    the seal's certificate has run out.
    """
    content = unsealed_pdf(round, parties, events)
    language = round.contract.language
    with translation.override(language):
        title = _("Seal of %(office)s") % {"office": round.office.name}
    return seal(content, office=round.office, at=timezone.now(), title=title, language=language)


def unsealed_pdf(round: SigningRound, parties: Sequence[Party], events: Sequence[SigningEvent]) -> bytes:
    """As `final_pdf` without the seal: the same round gives the same bytes."""
    contract = Contract.objects.with_people().select_related("office").get(pk=round.contract_id)
    amendment = round.amendment
    data = _agreed(round, contract)
    stem = AMENDMENT if amendment else CONTRACT
    with translation.override(contract.language):
        written = {
            "signatures": parties, "verify_url": verify_url(round.office, round.code), "code": round.code,
            "log": signing_log(events, stem), "data": data,
            "attachments": _attachments(round, events, json.loads(data), stem),
        }  # fmt: skip
    if amendment:
        return final_amendment_pdf(amendment, contract, **written)
    return contract_pdf(contract, **written)


def _agreed(round, contract) -> bytes:
    """As it was sent; as it is now where the portal did not keep all that the paper needs."""
    needed = {"format", "changes"} if round.amendment_id else {"format"}
    if needed <= json.loads(round.content or "{}").keys():
        return round.content.encode()
    return canonical(amendment_data(round.amendment, contract) if round.amendment_id else contract_data(contract))


def _attachments(round, events, data, stem) -> list[Attachment]:
    """Beside the data as JSON, which the document itself attaches."""
    log = canonical(log_data(round.code, events))
    attachments = [
        Attachment(f"{stem}.xml", as_xml(data), _("What was agreed, for machines (XML)")),
        Attachment(LOG_NAME, log, _("How the document was signed"), relationship="Supplement"),
    ]
    if round.unsigned_file:  # none for what was signed before the portal
        unsigned = read(round.unsigned_file)
        attachments.append(
            Attachment(f"{stem}-usignert.pdf", unsigned, _("The document that was signed"), relationship="Source")
        )
    return attachments
