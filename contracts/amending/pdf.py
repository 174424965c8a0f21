"""What does a change of a contract look like on paper, and which data does the file carry for machines?"""

import datetime
from collections.abc import Iterable

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts.amending.words import end_of, rows_of, title_of
from contracts.models import Amendment, Contract, Party
from contracts.pdf import canonical, postal_address, qr_code
from contracts.signing_log import SigningLog
from okportal.documents.pdf import Attachment, render_pdf
from okportal.norwegian import masked, spaced_organisation_number

DATA_NAME = "endring.json"
FILLED = ("days", "percent", "absence", "new_workplace", "new_kind", "reason")


def amendment_pdf(
    amendment: Amendment,
    contract: Contract,
    *,
    signatures: Iterable[Party],
    issued_at: datetime.datetime,
    verify_url: str = "",
    code: str = "",
    log: SigningLog | None = None,
    attachments: Iterable[Attachment] = (),
) -> bytes:
    """The change as PDF in the contract's language, with `amendment_data` attached; same input, same bytes.

    `signatures`: the round's parties, signed or not. `code`, `verify_url`, `log` and `attachments` as in
    contracts.pdf.contract_pdf. Load the contract `with_people()` and with its office. Raises Refused where the server
    cannot make PDFs.
    """
    signatures = list(signatures)
    with translation.override(contract.language):
        context = _context(amendment, contract, signatures) | {"issued_at": issued_at, "log": log}
        if verify_url:
            context |= {"verify_url": verify_url, "verify_qr": qr_code(verify_url), "code": code}
        data = Attachment(
            DATA_NAME, canonical(amendment_data(amendment, contract)), _("What was agreed, for machines (JSON)")
        )
    return render_pdf(
        "contracts/pdf/amendment.html", context, stylesheets=["contracts/pdf/contract.css"],
        attachments=[data, *attachments], created_at=issued_at, language=contract.language,
    )  # fmt: skip


def final_amendment_pdf(amendment: Amendment, contract: Contract, *, signatures: Iterable[Party], **kwargs) -> bytes:
    """As it was signed: issued when the last one signed."""
    signatures = list(signatures)
    issued_at = max(party.signed_at for party in signatures if party.signed_at)
    return amendment_pdf(amendment, contract, signatures=signatures, issued_at=issued_at, **kwargs)


def amendment_data(amendment: Amendment, contract: Contract) -> dict:
    """What was agreed, in plain values (dates as ISO text); without signatures and status, so that it never moves."""
    training = contract.apprenticeship
    return {
        "format": "okportal.amendment/1",
        "contract": contract.number,
        "number": amendment.number,
        "kind": amendment.kind,
        "language": contract.language,
        "apprentice": {"name": training.apprentice.name, "national_id": masked(training.apprentice.national_id)},
        "company": {
            "name": contract.whose.company.name,
            "organisation_number": contract.whose.company.organisation_number,
        },
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
    }


def file_name(amendment: Amendment, contract: Contract) -> str:
    """'kontrakt-2026-00042-endring-3.pdf': what the download is called; no personal name."""
    return f"kontrakt-{slugify(contract.number)}-endring-{amendment.number}.pdf"


def _context(amendment, contract, signatures) -> dict:
    training = contract.apprenticeship
    company, office = contract.whose.company, contract.office
    return {
        "amendment": amendment, "contract": contract, "office": office, "title": title_of(amendment),
        "office_number": spaced_organisation_number(office.organisation_number),
        "apprentice": training.apprentice, "apprentice_number": masked(training.apprentice.national_id),
        "apprentice_address": postal_address(training.apprentice), "trade": training.trade,
        "role": training.get_candidate_type_display(), "company": company,
        "company_address": postal_address(company),
        "company_number": spaced_organisation_number(company.organisation_number), "county": training.county,
        "rows": rows_of(amendment, contract), "status": _status(signatures),
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
