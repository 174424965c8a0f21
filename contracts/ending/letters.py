"""Which letters belong to an ending, when can each be made, and what does it look like on paper?"""

import datetime
from dataclasses import dataclass, field

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.amending.as_of import position_now
from contracts.ending.effects import has_begun
from contracts.models import Amendment, Ending, Letter
from contracts.paper.pdf import postal_address
from contracts.states import EndingState
from contracts.types import type_of
from okportal.documents.pdf import render_pdf
from okportal.errors import Refused
from okportal.norwegian import spaced_organisation_number, spaced_phone

K, Kind, Side = Letter.Kind, Ending.Kind, Ending.Side
WHOLLY_STILL = Q(percent=None) | Q(percent=100)
# Made while the ending is open, in this order; the second key is who demands it.
BEFORE = {
    (Kind.MUTUAL, ""): (K.AGREEMENT, K.NOTICE),
    (Kind.RESCISSION, Side.CANDIDATE): (K.DEMAND,),
    (Kind.RESCISSION, Side.COMPANY): (K.HEARING, K.DEMAND),
}
AFTER = {
    Kind.MUTUAL: (K.CONFIRMATION, K.ATTEST), Kind.RESCISSION: (K.CONFIRMATION, K.ATTEST),
    Kind.LAPSE: (K.LAPSE, K.ATTEST), Kind.COMPLETED: (K.CONFIRMATION, K.ATTEST), Kind.COMPANY_CHANGE: (K.ATTEST,),
}  # fmt: skip
FILE_NAMES = {
    K.NOTICE: "melding-til-fylket", K.AGREEMENT: "avtale-om-avslutning", K.DEMAND: "krav-om-heving",
    K.HEARING: "innkalling", K.LAPSE: "bortfall", K.CONFIRMATION: "bekreftelse", K.ATTEST: "attest",
}  # fmt: skip
TEMPLATES = {
    "agreement": "contracts/pdf/letters/agreement.html",
    "attest": "contracts/pdf/letters/attest.html",
    "confirmation": "contracts/pdf/letters/confirmation.html",
    "demand": "contracts/pdf/letters/demand.html",
    "hearing": "contracts/pdf/letters/hearing.html",
    "lapse": "contracts/pdf/letters/lapse.html",
    "notice": "contracts/pdf/letters/notice.html",
}


@dataclass(frozen=True)
class Typed:
    """What is written for one letter only, and kept nowhere but in it."""

    grounds: str = ""
    meet_at: datetime.datetime | None = None  # aware
    place: str = ""


@dataclass(frozen=True)
class Sheet:
    """One letter about to be made. `ending` is loaded with its contract `with_people()`; `sender` signs for the office.

    `written_on` is the day on the letter: the same sheet gives the same bytes.
    """

    kind: str
    ending: Ending
    language: str
    written_on: datetime.date
    sender: str
    typed: Typed = field(default_factory=Typed)


def kinds_of(ending: Ending) -> list[str]:
    """The letters that belong to it, first those that come first."""
    before = BEFORE.get((ending.kind, ending.demanded_by), ())
    after = [kind for kind in AFTER[ending.kind] if kind != K.ATTEST or has_begun_under(ending)]
    return [*before, *after]


def has_begun_under(ending: Ending) -> bool:
    """A certificate is due to whoever was in training, also when it is over."""
    contract = ending.contract
    if contract.ended_on:
        return contract.start_on <= contract.ended_on
    return has_begun(ending)


def why_not(ending: Ending, kind: str) -> str:
    """What a letter still waits for; "" when it can be made."""
    if ending.state == EndingState.DROPPED:
        return _("This ending was dropped.")
    if kind in AFTER[ending.kind]:
        return "" if ending.state == EndingState.DONE else _("Can be made when the contract has ended.")
    return _waits_for(ending, kind)


def _waits_for(ending, kind) -> str:
    if kind in {K.AGREEMENT, K.NOTICE} and ending.last_on is None:
        return _("Fill in the last day first.")
    if kind == K.NOTICE and ending.agreed_on is None:
        return _("Fill in the day of the agreement first.")
    if kind == K.DEMAND and ending.demanded_by == Side.CANDIDATE and ending.wished_on is None:
        return _("Fill in the day of the written wish first.")
    if kind == K.DEMAND and ending.demanded_by == Side.COMPANY and ending.heard_on is None:
        return _("The apprentice is heard orally first.")
    return ""


def refuse_letter(ending: Ending, kind: str):
    """Raise Refused for a letter that does not belong to the ending, or comes too early."""
    if kind not in kinds_of(ending):
        raise Refused(_("This letter does not belong to this way of ending."))
    if reason := why_not(ending, kind):
        raise Refused(_("This letter cannot be made now."), way_out=reason)


def letter_pdf(sheet: Sheet) -> bytes:
    """PDF/A-3u and PDF/UA-1 in `sheet.language`. Raises Refused where the server cannot make PDFs."""
    with translation.override(sheet.language):
        context = _context(sheet)
    return render_pdf(
        TEMPLATES[sheet.kind], context, stylesheets=["contracts/pdf/letters/letters.css"],
        created_at=datetime.datetime.combine(sheet.written_on, datetime.time(12), datetime.UTC),
        language=sheet.language,
    )  # fmt: skip


def file_name(sheet: Sheet) -> str:
    """'attest-fjord-2026-0001.pdf': what the download is called; no personal name."""
    return f"{FILE_NAMES[sheet.kind]}-{slugify(sheet.ending.contract.number)}.pdf"


def _context(sheet) -> dict:
    ending, contract = sheet.ending, sheet.ending.contract
    training, company, office = contract.apprenticeship, contract.whose.company, contract.office
    return {
        "title": str(K(sheet.kind).label), "kind": sheet.kind, "written_on": sheet.written_on,
        "sender": sheet.sender, "typed": sheet.typed, "ending": ending, "contract": contract,
        "county": training.county, "trade": training.trade, "curriculum": training.curriculum,
        "apprentice": training.apprentice, "apprentice_address": postal_address(training.apprentice),
        "company": company, "company_address": postal_address(company),
        "company_number": spaced_organisation_number(company.organisation_number),
        "supervisor": contract.whose.supervisor, "workplace": contract.workplace,
        "the_candidate": str(type_of(contract).the_candidate), "has_attest": K.ATTEST in kinds_of(ending),
        "length": length(contract), "position_percent": position_now(contract, sheet.written_on),
        "office": office, "office_phone": spaced_phone(office.phone),
        "office_number": spaced_organisation_number(office.organisation_number),
    }  # fmt: skip


def length(contract) -> str:
    """'14 months and 12 days' in training, without the days that it stood still; "" while it has no end."""
    if not contract.ended_on or contract.ended_on < contract.start_on:
        return ""
    after = contract.ended_on + datetime.timedelta(days=1 - _days_still(contract))
    passed = relativedelta(after, contract.start_on)
    months = passed.years * 12 + passed.months
    words = [
        ngettext("%(count)s month", "%(count)s months", months) % {"count": months} if months else "",
        ngettext("%(count)s day", "%(count)s days", passed.days) % {"count": passed.days} if passed.days else "",
    ]
    return _(" and ").join(part for part in words if part)


def _days_still(contract) -> int:
    """Days of interruptions in force; one without a last day ends where the training was resumed, or with it."""
    still = 0
    found = contract.amendments.in_force().filter(WHOLLY_STILL, kind=Amendment.Kind.INTERRUPTION)
    for row in found.prefetch_related("resumptions"):
        resumed = [one.from_on - datetime.timedelta(days=1) for one in row.resumptions.all() if one.applied_at]
        last = min([day for day in (row.to_on, contract.ended_on, *resumed) if day])
        still += max((last - row.from_on).days + 1, 0)
    return still
