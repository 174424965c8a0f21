"""What does the contract look like on paper, and which data does the file carry for machines?"""

import hashlib
import json
from collections.abc import Iterable

import segno
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from apprenticeships.models import Apprentice
from contracts.models import Contract, Party
from contracts.rules import end_date
from contracts.timeline import timeline
from okportal.curricula.models import Trade
from okportal.documents.pdf import Attachment, render_pdf
from okportal.norwegian import masked, spaced_organisation_number, spaced_phone

DATA_NAME = "kontrakt.json"


def contract_pdf(contract: Contract, *, signatures: Iterable[Party], verify_url: str = "") -> bytes:
    """The contract as PDF in its own language, with `contract_data` attached.

    `signatures` are the contract's parties, signed or not: with none signed it is the document the parties sign, with
    all signed the final one. The same contract and parties give the same bytes. Load the contract `with_people()`.
    Raises Refused where the server cannot make PDFs.
    """
    signatures = list(signatures)
    data = canonical(contract_data(contract))
    issued_at = max(
        (party.signed_at for party in signatures if party.signed_at), default=contract.sent_at or contract.created_at
    )
    with translation.override(contract.language):
        context = _context(contract, signatures, content_sha256(contract)) | {"issued_at": issued_at}
        if verify_url:
            context |= {"verify_url": verify_url, "verify_qr": _qr_code(verify_url)}
        description = _("What was agreed, for machines (JSON)")
    return render_pdf(
        "contracts/pdf/contract.html",
        context,
        stylesheets=["contracts/pdf/contract.css"],
        attachments=[Attachment(DATA_NAME, data, description)],
        created_at=issued_at,
        language=contract.language,
    )


def contract_data(contract: Contract) -> dict:
    """What was agreed, in plain values (dates as ISO text); of the national identity number the birth date only.

    Without signatures and status, so that the unsigned and the signed PDF carry the same data and hash.
    """
    apprenticeship = contract.apprenticeship
    apprentice, company, trade = apprenticeship.apprentice, apprenticeship.company, apprenticeship.trade
    return {
        "format": "okportal.contract/1",
        "number": contract.number,
        "kind": contract.kind,
        "language": contract.language,
        "apprentice": {
            "name": apprentice.name,
            "national_id": masked(apprentice.national_id),
            "address": postal_address(apprentice),
            "email": apprentice.email,
        },
        "company": {
            "name": company.name,
            "organisation_number": company.organisation_number,
            "address": postal_address(company),
        },
        "office": {"name": contract.office.name, "organisation_number": contract.office.organisation_number},
        "county": str(apprenticeship.county),
        "trade": {"code": trade.code, "name": trade.name, "test": trade.test_form},
        "workplace": _workplace(contract),
        "supervisor": _name(apprenticeship.supervisor),
        "instructor": _name(apprenticeship.instructor),
        "start_on": contract.start_on.isoformat(),
        "end_on": contract.end_on.isoformat(),
        "months": contract.months,
        "credit_months": contract.credit_months,
        "credit_basis": contract.credit_basis,
        "position_percent": contract.position_percent,
        "remarks": contract.remarks,
    }


def canonical(data: dict) -> bytes:
    """The one way to write `data` as JSON: keys sorted, UTF-8, so that equal data has an equal hash."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def content_sha256(contract: Contract) -> str:
    """What `contract_data` is recognised by: hexadecimal, and printed on the PDF."""
    return hashlib.sha256(canonical(contract_data(contract))).hexdigest()


def file_name(contract: Contract) -> str:
    """'kontrakt-fjord-2026-0001.pdf': what the download is called; no personal name."""
    return f"kontrakt-{slugify(contract.number)}.pdf"


def postal_address(row: Apprentice) -> str:
    """'Lyngveien 7 B, 6410 Molde' of anything with address, postcode and city."""
    place = f"{row.postcode} {row.city}".strip()
    return ", ".join(part for part in (row.address, place) if part)


def _context(contract, signatures, sha256) -> dict:
    apprenticeship = contract.apprenticeship
    kind = Contract.Kind(contract.kind)
    test, the_test = _test(contract)
    return {
        "contract": contract,
        "kind": contract.kind,
        "title": kind.label,
        "office": contract.office,
        "office_number": spaced_organisation_number(contract.office.organisation_number),
        "office_phone": spaced_phone(contract.office.phone),
        "apprentice": apprenticeship.apprentice,
        "trade": apprenticeship.trade,
        "trade_in_sentence": _in_sentence(apprenticeship.trade.name),
        "test": test,
        "the_test": the_test,
        "the_candidate": _the_candidate(kind),
        "workplace": _workplace(contract),
        "supervisor": _name(apprenticeship.supervisor),
        "instructor": _name(apprenticeship.instructor),
        "status": _status(signatures),
        "parties": _parties(contract, signatures),
        "signatures": [_signature(contract, party) for party in signatures],
        "end_lines": _end_lines(contract),
        "timeline": timeline(contract.start_on, contract.end_on, test),
        "sha256": sha256,
        "sha256_spaced": " ".join(sha256[i : i + 8] for i in range(0, 64, 8)),
    }


def _the_candidate(kind) -> str:
    return {
        Contract.Kind.APPRENTICE: _("the apprentice"),
        Contract.Kind.TRAINING: _("the training candidate"),
        Contract.Kind.PRACTICE: _("the practice-certificate candidate"),
        Contract.Kind.ON_THE_JOB: _("the candidate"),
    }[kind]


def _test(contract) -> tuple[str, str]:
    """The test that the training leads to, as 'trade test' and as 'the trade test'."""
    if contract.kind == Contract.Kind.TRAINING:
        return _("competence test"), _("the competence test")
    if contract.kind == Contract.Kind.PRACTICE:
        return _("practice test"), _("the practice test")
    if contract.apprenticeship.trade.test_form == Trade.TestForm.JOURNEYMANS_TEST:
        return _("journeyman's test"), _("the journeyman's test")
    return _("trade test"), _("the trade test")


def _status(signatures) -> str:
    waiting = sum(1 for party in signatures if not party.signed_at)
    if not signatures or waiting == len(signatures):
        return _("For signing")
    if waiting:
        return _("Partly signed")
    return _("Signed by all")


def _parties(contract, signatures) -> list[dict]:
    """Rows of the table of parties: apprentice, company, office, and the county that approves."""
    apprenticeship, office = contract.apprenticeship, contract.office
    apprentice, company = apprenticeship.apprentice, apprenticeship.company
    supervisor, advisor = apprenticeship.supervisor, apprenticeship.advisor
    for_company = next((party for party in signatures if party.role == Party.Role.COMPANY), None)
    return [
        {
            "role": _the_role(contract),
            "name": apprentice.name,
            "address": postal_address(apprentice),
            "number": masked(apprentice.national_id),
            "contact": spaced_phone(apprentice.phone),
            "email": apprentice.email,
        },
        {
            "role": _("Training company"),
            "name": company.name,
            "address": postal_address(company),
            "number": spaced_organisation_number(company.organisation_number),
            "contact": for_company.name if for_company else _name(supervisor),
            "email": for_company.email if for_company else company.email,
        },
        {
            "role": _("Training office"),
            "name": office.name,
            "address": office.address,
            "number": spaced_organisation_number(office.organisation_number),
            "contact": str(advisor.user) if advisor else "",
            "email": advisor.user.email if advisor else office.email,
        },
        {
            "role": _("County authority"),
            "name": str(apprenticeship.county),
            "address": _("approves the contract (§ 7-2)"),
            "number": "",
            "contact": _("Case %s") % contract.case_number if contract.case_number else "",
            "email": "",
        },
    ]


def _the_role(contract) -> str:
    return contract.apprenticeship.get_candidate_type_display()


def _signature(contract, party) -> dict:
    roles = {
        Party.Role.APPRENTICE: _the_role(contract),
        Party.Role.COMPANY: _("For the training company"),
        Party.Role.OFFICE: _("For the training office"),
    }
    return {
        "role": roles[party.role],
        "name": party.name,
        "signed_at": party.signed_at,
        "how": party.signed_how,
        "sha256": party.signed_sha256,
    }


def _end_lines(contract) -> list[str]:
    """Why the period ends when it does, a step a line; the first day stands in the table already."""
    calculated = end_date(contract.start_on, contract.months, contract.credit_months, kind=contract.kind)
    lines = [f"{'− ' if line.months < 0 else ''}{line.label}: {line.day:%d.%m.%Y}" for line in calculated.lines[1:]]
    if calculated.day != contract.end_on:
        lines.append(_("Another last day is agreed: %s") % f"{contract.end_on:%d.%m.%Y}")
    return lines


def _qr_code(url: str) -> str:
    """Inline SVG drawn by segno from our own address; nothing of it is typed by people."""
    drawn = segno.make(url, error="m", micro=False)
    title = _("QR code to the page that checks the contract")
    return mark_safe(drawn.svg_inline(border=2, omitsize=True, lineclass=None, title=title))  # noqa: S308


def _workplace(contract) -> str:
    apprenticeship = contract.apprenticeship
    return contract.workplace or _name(apprenticeship.establishment) or apprenticeship.company.name


def _name(row) -> str:
    return row.name if row else ""


def _in_sentence(trade_name: str) -> str:
    """'elektrikerfaget', but 'IT-driftsfaget'."""
    return trade_name if trade_name[1:2].isupper() else trade_name[:1].lower() + trade_name[1:]
