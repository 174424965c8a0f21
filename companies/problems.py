"""What speaks against sending this application to the county, and who answers for the training?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies import rules
from companies.coverage import count
from companies.models import Approval, CompanyPerson
from okportal.offices.models import CountyRule


@dataclass(frozen=True)
class Problem:
    """One sentence about what is wrong; it may be sent all the same, with a reason."""

    code: str
    message: str


@dataclass(frozen=True)
class Supervisor:
    """A training supervisor with what qualifies for the trade, in words."""

    person: CompanyPerson
    is_qualified: bool
    reason: str


def before_sending(approval: Approval, today: date) -> list[Problem]:
    return [*_coverage(approval), *_supervisors(approval, today)]


def supervisors(approval: Approval, today: date) -> list[Supervisor]:
    """Those of the company (and of the place, where the approval is for a place), with the county's own rule."""
    rule = CountyRule.objects.in_force(approval.county_id, today)
    years = rule.supervisor_years if rule else rules.YEARS
    people = approval.company.people.supervisors().on(today).prefetch_related("qualifications")
    if approval.establishment_id:
        people = people.filter(Q(establishment=None) | Q(establishment=approval.establishment_id))
    found = []
    for person in people:
        held = [
            rules.Evidence(held.kind, held.title, held.trade_id or "", held.years, held.expires_on)
            for held in person.qualifications.all()
        ]
        judged = rules.is_qualified(rules.SUPERVISOR, held, years, today, approval.trade_id)
        found.append(Supervisor(person, bool(judged.is_met), judged.reason))
    return sorted(found, key=lambda supervisor: not supervisor.is_qualified)


def _coverage(approval):
    if approval.curriculum_id is None:
        yield Problem("no_curriculum", _("No curriculum is known for the trade, so nothing is mapped."))
        return
    coverage = count(approval.coverage.all())
    if coverage.total == 0:
        yield Problem("no_aims", _("The curriculum has no competence aims here, so nothing is mapped."))
    elif not coverage.is_whole:
        missing = coverage.total - coverage.covered
        yield Problem(
            "coverage",
            ngettext(
                "%(missing)s competence aim is not covered (%(percent)s percent are).",
                "%(missing)s competence aims are not covered (%(percent)s percent are).",
                missing,
            )
            % {"missing": missing, "percent": coverage.percent},
        )


def _supervisors(approval, today):
    found = supervisors(approval, today)
    if not found:
        yield Problem("no_supervisor", _("The company has no training supervisor."))
    elif not any(supervisor.is_qualified for supervisor in found):
        yield Problem("not_qualified", _("No training supervisor has the qualification for this trade on paper."))
