"""What does a change of a contract look like on paper, and which data does the file carry for machines?"""

import datetime
import json
from collections.abc import Iterable

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts import aims
from contracts.amending.words import end_of, rows_of, title_of
from contracts.models import Amendment, Contract, Party
from contracts.paper.pdf import canonical, postal_address, qr_code
from contracts.signing.log import SigningLog
from okportal.documents.pdf import Attachment, render_pdf
from okportal.norwegian import masked, spaced_organisation_number, spaced_phone

DATA_NAME = "endring.json"
FORMAT = "okportal.amendment/1"
FILLED = ("days", "percent", "absence", "new_workplace", "new_kind", "reason")


def amendment_pdf(
    amendment: Amendment,
    contract: Contract,
    *,
    signatures: Iterable[Party],
    issued_at: datetime.datetime,
    data: bytes = b"",
    verify_url: str = "",
    code: str = "",
    log: SigningLog | None = None,
    attachments: Iterable[Attachment] = (),
) -> bytes:
    """The change as PDF in the contract's language, with its data attached; same input, same bytes.

    `data`: the `canonical` `amendment_data` as it was sent, whose values before and after are the ones on the paper;
    without it as they are now. `signatures`: the round's parties, signed or not. `code`, `verify_url`, `log` and
    `attachments` as in contracts.paper.pdf.contract_pdf. Load the contract `with_people()` and with its office. Raises
    Refused where the server cannot make PDFs.
    """
    signatures, data = list(signatures), data or canonical(amendment_data(amendment, contract))
    with translation.override(contract.language):
        context = _context(amendment, contract, signatures) | {"issued_at": issued_at, "log": log}
        agreed = json.loads(data)
        context["rows"] = agreed["changes"]
        context["aims"] = [(aim["code"], aim["text"]) for aim in agreed.get("aims", [])]
        if verify_url:
            context |= {"verify_url": verify_url, "verify_qr": qr_code(verify_url), "code": code}
        attached = Attachment(DATA_NAME, data, _("What was agreed, for machines (JSON)"))
    return render_pdf(
        "contracts/pdf/amendment.html", context, stylesheets=["contracts/pdf/contract.css"],
        attachments=[attached, *attachments], created_at=issued_at, language=contract.language,
    )  # fmt: skip


def final_amendment_pdf(amendment: Amendment, contract: Contract, *, signatures: Iterable[Party], **kwargs) -> bytes:
    """As it was signed: issued when the last one signed."""
    signatures = list(signatures)
    issued_at = max(party.signed_at for party in signatures if party.signed_at)
    return amendment_pdf(amendment, contract, signatures=signatures, issued_at=issued_at, **kwargs)


def amendment_data(amendment: Amendment, contract: Contract) -> dict:
    """What was agreed, in plain values (dates as ISO text), and who and what it is about; no signatures, no status.

    `changes` are the values before and after in the contract's language, as they stand on the paper. They are read
    from the contract: kept when it is sent, and compared at each signature, since others may change it in between.
    """
    training, company = contract.apprenticeship, contract.whose.company
    apprentice = training.apprentice
    with translation.override(contract.language):
        changes = [
            {"label": str(row.label), "before": str(row.before), "after": str(row.after)}
            for row in rows_of(amendment, contract)
        ]
    return {
        "format": FORMAT,
        "contract": contract.number,
        "number": amendment.number,
        "kind": amendment.kind,
        "language": contract.language,
        "apprentice": {
            "name": apprentice.name, "national_id": masked(apprentice.national_id),
            "address": postal_address(apprentice),
        },
        "company": {
            "name": company.name, "organisation_number": company.organisation_number,
            "address": postal_address(company),
        },
        "office": {"name": contract.office.name, "organisation_number": contract.office.organisation_number},
        "county": str(training.county),
        "trade": {"code": training.trade.code, "name": training.trade.name},
        "changes": changes,
        "from_on": amendment.from_on.isoformat(),
        "to_on": amendment.to_on.isoformat() if amendment.to_on else None,
        "end_on": _iso(end_of(amendment)),
        "interruption_from_on": _iso(amendment.interruption.from_on) if amendment.interruption else None,
        "new_establishment": amendment.new_establishment.name if amendment.new_establishment else "",
        "new_supervisor": amendment.new_supervisor.name if amendment.new_supervisor else "",
        "new_trade": amendment.new_trade_id or "",
        "new_curriculum": amendment.new_curriculum_id or "",
        "needs_consent": amendment.needs_consent,
        **{name: getattr(amendment, name) for name in FILLED},
        **_aims(amendment, contract),
    }  # fmt: skip


def _aims(amendment, contract) -> dict:
    """Only where there are some, so that other changes under signing say what they said before there were any."""
    found = [{"code": code, "text": text} for code, text in aims.to_come(amendment, contract)]
    return {"aims": found} if found else {}


def file_name(amendment: Amendment, contract: Contract) -> str:
    """'kontrakt-2026-00042-endring-3.pdf': what the download is called; no personal name."""
    return f"kontrakt-{slugify(contract.number)}-endring-{amendment.number}.pdf"


def _context(amendment, contract, signatures) -> dict:
    training = contract.apprenticeship
    company, office = contract.whose.company, contract.office
    return {
        "amendment": amendment, "contract": contract, "office": office, "title": title_of(amendment),
        "office_number": spaced_organisation_number(office.organisation_number),
        "office_phone": spaced_phone(office.phone),
        "apprentice": training.apprentice, "apprentice_number": masked(training.apprentice.national_id),
        "apprentice_address": postal_address(training.apprentice), "trade": training.trade,
        "role": training.get_candidate_type_display(), "company": company,
        "company_address": postal_address(company),
        "company_number": spaced_organisation_number(company.organisation_number), "county": training.county,
        "status": _status(signatures),
        "signatures": [_signature(training, party) for party in signatures],
    }  # fmt: skip


def _status(signatures) -> str:
    waiting = sum(1 for party in signatures if not party.signed_at)
    if signatures and not waiting:
        return _("Signed by all")
    return _("For signing") if waiting == len(signatures) else _("Partly signed")


def _signature(training, party) -> dict:
    roles = {
        Party.Role.APPRENTICE: training.get_candidate_type_display(),
        Party.Role.GUARDIAN: _("Guardian"),
        Party.Role.COMPANY: _("For the training company"),
        Party.Role.LEADER: _("Responsible leader"),
        Party.Role.OFFICE: _("For the training office"),
    }
    return {
        "role": roles[party.role], "name": party.name, "signed_at": party.signed_at, "how": party.signed_how,
        "sha256": party.signed_sha256,
    }  # fmt: skip


def _iso(day) -> str | None:
    return day.isoformat() if day else None
