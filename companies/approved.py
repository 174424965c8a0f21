"""May a company train in a trade at a place on a day, and if not, why not and what would help?"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Approval, Company, Establishment
from companies.states import GRANTED, ApprovalState
from okportal.curricula.models import Trade
from okportal.offices.models import County
from okportal.offices.scope import office_url

S = ApprovalState
# What tells most comes first: what is on its way explains more than what is over.
TELLING = [S.APPROVED, S.LIMITED, S.WITH_BOARD, S.APPLIED, S.PREPARING, S.LAPSED, S.WITHDRAWN, S.REFUSED]


@dataclass(frozen=True)
class Verdict:
    """`limits` of an approval that covers it in part; where it does not, a sentence, a way out and its page."""

    is_approved: bool
    limits: str = ""
    reason: str = ""
    way_out: str = ""
    url: str = ""


def judge(*, company: Company, trade: Trade, county: County, place: Establishment | None, day: date) -> Verdict:
    """An approval for the whole company covers all its places; one for a place covers this place only."""
    known = list(
        Approval.objects.filter(company=company, trade=trade, county=county).select_related(
            "establishment", "county", "trade", "company"
        )
    )
    here = [row for row in known if row.establishment_id in (None, place.pk if place else None)]
    holding = [row for row in here if _holds(row, day)]
    if holding:
        full = any(row.state == S.APPROVED for row in holding)
        return Verdict(True, limits="" if full else holding[0].limits, url=_page(holding[0]))
    if here:
        row = min(here, key=lambda row: TELLING.index(row.state))
        reason, way_out = _why(row, day)
        return Verdict(False, reason=reason, way_out=way_out, url=_page(row))
    return _elsewhere(company, trade, county, place, [row for row in known if _holds(row, day)])


def _holds(row, day) -> bool:
    return row.state in GRANTED and row.from_on <= day and (row.to_on is None or row.to_on >= day)


def _why(row, day) -> tuple[str, str]:
    words = {"company": row.company, "trade": row.trade, "county": row.county}
    told = _words_of(row, day)
    return told[0] % (words | {"day": _day(told[2])}), str(told[1])


def _words_of(row, day):
    """(sentence, way out, the day that the sentence names) for a row that does not hold on `day`."""
    wait = _("Ask the county authority, and note its answer among the company's approvals.")
    again = _("Apply again among the company's approvals.")
    if row.state in GRANTED and row.from_on > day:
        sentence = _("%(company)s is approved for %(trade)s in %(county)s from %(day)s only.")
        return sentence, _("Let the training begin later, or ask the county authority."), row.from_on
    if row.state in GRANTED:
        sentence = _("The approval of %(company)s for %(trade)s in %(county)s ran out %(day)s.")
        return sentence, _("Note among the company's approvals that it was prolonged, or apply again."), row.to_on
    return {
        S.PREPARING: (
            _("The application of %(company)s for %(trade)s in %(county)s is not sent yet."),
            _("Send it, and note the county's answer."), None,
        ),
        S.APPLIED: (
            _("%(company)s applied for %(trade)s in %(county)s on %(day)s; the county has not answered.")
            if row.applied_on
            else _("%(company)s has applied for %(trade)s in %(county)s; the county has not answered."),
            wait, row.applied_on,
        ),
        S.WITH_BOARD: (
            _("The vocational training board has had the application of %(company)s for %(trade)s since %(day)s.")
            if row.with_board_on
            else _("The application of %(company)s for %(trade)s is with the vocational training board."),
            wait, row.with_board_on,
        ),
        S.REFUSED: (_("The county refused to approve %(company)s for %(trade)s in %(county)s."), again, None),
        S.WITHDRAWN: (
            _("The approval of %(company)s for %(trade)s in %(county)s was withdrawn, or the application."), again, None
        ),
        S.LAPSED: (
            _("The approval of %(company)s for %(trade)s in %(county)s lapsed after two years without a contract."),
            again, None,
        ),
    }[S(row.state)]  # fmt: skip


def _elsewhere(company, trade, county, place, elsewhere) -> Verdict:
    words = {"company": company, "trade": trade, "county": county, "place": place}
    if not elsewhere:
        return Verdict(
            False, reason=_("%(company)s is not approved for %(trade)s in %(county)s.") % words,
            way_out=_("Prepare an application, or register the county's approval, among the company's approvals."),
            url=office_url("companies:approvals", company.pk),
        )  # fmt: skip
    words["places"] = ", ".join(sorted(row.establishment.name for row in elsewhere))
    if place is None:
        return Verdict(
            False, reason=_("%(company)s is approved for %(trade)s at these places of work only: %(places)s.") % words,
            way_out=_("Say on the apprentice's page at which place of work the training is given."),
        )  # fmt: skip
    return Verdict(
        False, reason=_("%(company)s is approved for %(trade)s at %(places)s, not at %(place)s.") % words,
        way_out=_("Choose another place of work, or apply for this one."),
        url=office_url("companies:approvals", company.pk),
    )  # fmt: skip


def _page(row) -> str:
    return office_url("companies:approval", row.pk)


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
