"""What does the contract look like on paper, and which data does the file carry for machines?"""

import datetime
import hashlib
from collections.abc import Iterable

import segno
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts import aims
from contracts.ledger import calculate, words
from contracts.models import Contract, Party
from contracts.paper.content import (
    canonical,
    contract_data,
    credits_of,
    name_of,
    postal_address,
    workplace,
)
from contracts.reckoning.inputs import agreed_inputs
from contracts.signing.log import SigningLog
from contracts.timeline import timeline
from contracts.types import test_of, type_of, written_exam
from okportal.documents.actions import read
from okportal.documents.pdf import IMAGES, Attachment, render_pdf
from okportal.norwegian import in_sentence, masked, spaced_organisation_number, spaced_phone

DATA_NAME = "kontrakt.json"
LOGO = "logo"  # name of the picture in the document


def contract_pdf(
    contract: Contract,
    *,
    signatures: Iterable[Party],
    verify_url: str = "",
    code: str = "",
    log: SigningLog | None = None,
    attachments: Iterable[Attachment] = (),
    issued_at: datetime.datetime | None = None,
    data: bytes = b"",
) -> bytes:
    """The contract as PDF in its own language, with its data attached.

    `data`: the `canonical` `contract_data` as it was sent; without it as it is now.
    `code` is the round's and printed beside the address `verify_url` where it is checked; with a `log` its page comes
    last, and has the place of the seal. `attachments` come after the data.

    `signatures` are the contract's parties, signed or not: with none signed it is the document the parties sign, with
    all signed the final one. It is dated by the last signature, and without one by `issued_at`, when it was sent.
    The same contract and parties give the same bytes. Load the contract `with_people()`.
    Raises Refused where the server cannot make PDFs.
    """
    signatures = list(signatures)
    data = data or canonical(contract_data(contract))
    issued_at = max(
        (party.signed_at for party in signatures if party.signed_at), default=issued_at or contract.created_at
    )
    with translation.override(contract.language):
        context = _context(contract, signatures, hashlib.sha256(data).hexdigest()) | {"issued_at": issued_at}
        if verify_url:
            context |= {"verify_url": verify_url, "verify_qr": qr_code(verify_url), "code": code}
        if log:
            context |= {"log": log}
        images = _logo(contract)
        if images:
            context |= {"logo": IMAGES + LOGO}
        description = _("What was agreed, for machines (JSON)")
    return render_pdf(
        "contracts/pdf/contract.html",
        context,
        stylesheets=["contracts/pdf/contract.css"],
        attachments=[Attachment(DATA_NAME, data, description), *attachments],
        images=images,
        created_at=issued_at,
        language=contract.language,
    )


def _logo(contract) -> dict[str, tuple[bytes, str]]:
    """The template's, in place of the mark that the portal draws."""
    logo = contract.template.logo if contract.template else None
    return {LOGO: (read(logo), logo.content_type)} if logo else {}


def file_name(contract: Contract) -> str:
    """'kontrakt-fjord-2026-0001.pdf': what the download is called; no personal name."""
    return f"kontrakt-{slugify(contract.number)}.pdf"


def _context(contract, signatures, sha256) -> dict:
    apprenticeship = contract.apprenticeship
    test, the_test = test_of(contract)
    ledger = calculate(agreed_inputs(contract))
    return {
        "contract": contract,
        "kind": contract.kind,
        "title": contract.get_kind_display(),
        "office": contract.office,
        "office_number": spaced_organisation_number(contract.office.organisation_number),
        "office_phone": spaced_phone(contract.office.phone),
        "apprentice": apprenticeship.apprentice,
        "trade": apprenticeship.trade,
        "curriculum": apprenticeship.curriculum_id,
        "route": apprenticeship.get_route_display(),
        "trade_in_sentence": in_sentence(apprenticeship.trade.name),
        "test": test,
        "the_test": the_test,
        "the_candidate": str(type_of(contract).the_candidate),
        "workplace": workplace(contract),
        "supervisor": name_of(contract.whose.supervisor),
        "instructor": name_of(contract.whose.instructor),
        "status": _status(signatures),
        "parties": _parties(contract, signatures),
        "signatures": [_signature(contract, party) for party in signatures],
        "end_lines": _end_lines(contract, ledger),
        "credits": _credit_lines(contract, ledger),
        "aims": aims.chosen(contract),
        "practice_before": contract.practice_before_months,
        "written_exam": written_exam(apprenticeship.trade.subject_code),
        "terms": contract.template.terms if contract.template else "",
        "copies": contract.template.copies if contract.template else 1,
        "timeline": timeline(contract.start_on, contract.end_on, test),
        "sha256": sha256,
        "sha256_spaced": " ".join(sha256[i : i + 8] for i in range(0, 64, 8)),
    }


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
    apprentice, company = apprenticeship.apprentice, contract.whose.company
    supervisor, advisor = contract.whose.supervisor, apprenticeship.advisor
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
            "contact": for_company.name if for_company else name_of(supervisor),
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
        Party.Role.LEADER: _("For the training company"),
        Party.Role.GUARDIAN: _("Guardian"),
        Party.Role.OFFICE: _("For the training office"),
    }
    return {
        "role": roles[party.role],
        "name": party.name,
        "signed_at": party.signed_at,
        "how": party.signed_how,
        "sha256": party.signed_sha256,
    }


def _end_lines(contract, ledger) -> list[str]:
    """Why the period ends when it does, a step a line; the first day stands in the table already."""
    lines = [f"{'− ' if line.months < 0 else ''}{line.label}: {line.day:%d.%m.%Y}" for line in ledger.lines[1:]]
    if ledger.calculated_on != contract.end_on:
        lines.append(_("Another last day is agreed: %s") % f"{contract.end_on:%d.%m.%Y}")
        lines += [contract.other_end_because] if contract.other_end_because else []
    return lines


def _credit_lines(contract, ledger) -> list[dict]:
    """What is taken off, for what, and which paper shows it; lines and rows stand in the same order."""
    lines = [line for line in ledger.lines if line.code == "credit"]
    return [
        {
            "what": row.get_kind_display(), "amount": words.amount(-line.months, -line.days),
            "paper": row.paper.get_kind_display() if row.paper else "",
        }
        for row, line in zip(credits_of(contract), lines, strict=True)
    ]  # fmt: skip


def qr_code(url: str) -> str:
    """Inline SVG drawn by segno from our own address; nothing of it is typed by people."""
    drawn = segno.make(url, error="m", micro=False)
    title = _("QR code to the page that checks the contract")
    return mark_safe(drawn.svg_inline(border=2, omitsize=True, lineclass=None, title=title))  # noqa: S308
