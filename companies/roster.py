"""Who works with apprentices in a company: each person once, with all roles, access and qualification?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from companies import status
from companies.models import Company, CompanyPerson, Qualification
from companies.rules import YEARS, Evidence, Qualified, is_qualified
from okportal.offices.models import CountyRule
from okportal.people.models import Invitation

ORDER = list(CompanyPerson.Role)
# Whose papers are asked for first, when a person has several roles.
ASKED = (CompanyPerson.Role.TRAINING_SUPERVISOR, CompanyPerson.Role.INSTRUCTOR)


@dataclass(frozen=True)
class Colleague:
    """One person of a company. `roles`: (row, access shown) of now and to come; `past`: those that have ended."""

    person: CompanyPerson  # the row that the person's page opens: the first current role, or the last one that ended
    roles: list[tuple[CompanyPerson, status.Shown]]
    past: list[tuple[CompanyPerson, status.Shown]]
    qualifications: list[Qualification]
    qualified: status.Shown | None  # None where no current role asks for papers

    @property
    def access(self) -> status.Shown:
        """Of the role that has most: a login in one role is a login."""
        shown = [each for _row, each in self.roles or self.past]
        return next((each for each in shown if each.tone == "success"), shown[0])


def roster(company: Company, member) -> tuple[list[Colleague], list[Colleague]]:
    """(who has a role now or soon, who has none any more), each by name. Four queries, however many there are."""
    people = CompanyPerson.objects.visible_to(member).filter(company=company)
    everybody = colleagues(people, company, member)
    here = [each for each in everybody if each.roles]
    return here, [each for each in everybody if not each.roles]


def colleagues(people, company: Company, member) -> list[Colleague]:
    """The rows `people` of one company, put together by person. `company` with its county's key."""
    rows = list(people.with_login().select_related("establishment", "company").order_by("name", "pk"))
    invited = open_invitations(rows) if member.is_staff else None
    papers = _papers(rows, member)
    years = years_needed(company.county_id, member.today)
    by_person = defaultdict(list)
    for row in rows:
        by_person[_same(row)].append(row)
    return [
        _colleague(own, papers.get(key, []), invited, years, member.today) for key, own in by_person.items()
    ]  # fmt: skip


def years_needed(county_id: str | None, today: date) -> int:
    """How many years of experience make a supervisor in this county."""
    return years_by(CountyRule.objects.in_force(county_id, today) if county_id else None)


def years_by(rule: CountyRule | None) -> int:
    return rule.supervisor_years if rule else YEARS


def qualified_for(role: str, papers, years: int, today: date, trade: str = "") -> Qualified:
    """The rule's answer about rows of Qualification."""
    held = [
        Evidence(paper.kind, paper.title, paper.trade_id or "", paper.years, paper.expires_on) for paper in papers
    ]  # fmt: skip
    return is_qualified(role, held, years, today, trade)


def shown(answer: Qualified) -> status.Shown:
    if answer.is_met is False:
        return status.Shown("danger", _("Not qualified yet"), answer.reason)
    if not answer.is_complete:
        return status.Shown("warning", _("Something is missing"), answer.reason)
    return status.Shown("success", _("Qualified"), answer.reason)


def open_invitations(rows) -> dict:
    """{(e-mail, role): when the link expires} of the open invitations to these people."""
    emails = {row.email for row in rows}
    invitations = Invitation.objects.open_at(timezone.now()).filter(email__in=emails)
    return {(found.email, found.role): found.expires_at for found in invitations}


def _papers(rows, member) -> dict:
    """{person: what they can show}, also when it was written down at another of their roles."""
    emails = {row.email.lower() for row in rows if row.email}
    papers = Qualification.objects.visible_to(member).annotate(address=Lower("person__email"))
    found = defaultdict(list)
    for paper in papers.filter(address__in=emails).select_related("trade", "file"):
        found[paper.address].append(paper)
    return found


def _colleague(rows, papers, invited, years, today) -> Colleague:
    rows.sort(key=lambda row: (ORDER.index(row.role), -row.from_on.toordinal()))
    each = [(row, status.of_person(row, invited, today)) for row in rows]
    current = [(row, access) for row, access in each if row.to_on is None or row.to_on >= today]
    past = sorted(
        (pair for pair in each if pair not in current), key=lambda pair: pair[0].to_on, reverse=True
    )  # fmt: skip
    asked = next((role for role in ASKED if any(row.role == role for row, _access in current)), None)
    qualified = shown(qualified_for(asked, papers, years, today)) if asked else None
    return Colleague((current or past)[0][0], current, past, papers, qualified)


def _same(row):
    return row.email.lower() or row.pk
