"""What stands in the way of sending this contract, and what should one think about first?"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from companies import approved
from companies.models import Agreement, CompanyPerson
from contracts import rules
from contracts.models import Contract
from contracts.states import IN_FORCE, OPEN
from okportal.offices.scope import office_url

# Which contract belongs to which candidate type (opplæringslova § 7-1).
KIND_OF_CANDIDATE = {
    "apprentice": Contract.Kind.APPRENTICE,
    "training_candidate": Contract.Kind.TRAINING,
    "practice_candidate": Contract.Kind.PRACTICE,
    "on_the_job": Contract.Kind.ON_THE_JOB,
}
SMALL_POSITION = 50  # percent; below it the county usually asks how all aims can be reached


@dataclass(frozen=True)
class Problem:
    """One sentence about what is wrong, what would mend it, and where (`url`; `step` is the wizard's)."""

    code: str
    message: str
    is_blocker: bool = True
    way_out: str = ""
    url: str = ""
    step: str = ""


def before_sending(contract: Contract, today: datetime.date) -> list[Problem]:
    """Blockers first. Load the contract `with_people()`."""
    found = [*_period(contract, today), *_company(contract, today), *_people(contract), *_rest(contract)]
    return sorted(found, key=lambda problem: not problem.is_blocker)


def blockers(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_blocker]


def _period(contract, today) -> Iterator[Problem]:
    here = {"url": office_url("contracts:step", contract.pk, "periode"), "step": "periode"}
    if contract.start_on is None:
        yield Problem("start_missing", _("The first day of the training is missing."), **here)
    elif contract.start_on < today:
        yield Problem(
            "start_passed", _("The training starts before today."), is_blocker=False,
            way_out=_("The contract shall be written before the training starts (opplæringslova § 7-2)."), **here,
        )  # fmt: skip
    if contract.credit_months and contract.credit_basis == Contract.CreditBasis.NONE:
        yield Problem("credit_basis", _("There is credit, but no basis for it."), **here)
    if contract.credit_months > rules.most_credit(contract.kind, contract.months):
        yield Problem("credit_too_long", _("There is more credit than the training period allows."), **here)


def _company(contract, today) -> Iterator[Problem]:
    apprenticeship, day = contract.apprenticeship, contract.start_on or today
    yield from _approval(apprenticeship, day)
    yield from _agreement(apprenticeship.company, day)
    if apprenticeship.supervisor is None:
        yield Problem(
            "no_supervisor", _("No training supervisor is named."),
            way_out=_("Name one on the apprentice's page."), url=apprenticeship.get_absolute_url(), step="arbeid",
        )  # fmt: skip
    elif _has_left(apprenticeship.supervisor, contract.start_on or today):
        words = {"name": apprenticeship.supervisor}
        yield Problem(
            "supervisor_left", _("%(name)s is not in the company on the first day.") % words,
            way_out=_("Name another training supervisor on the apprentice's page."),
            url=apprenticeship.get_absolute_url(), step="arbeid",
        )  # fmt: skip


def _approval(apprenticeship, day) -> Iterator[Problem]:
    """Where the training is given must be approved for the trade on the first day (opplæringslova § 7-5)."""
    found = approved.judge(
        company=apprenticeship.company, trade=apprenticeship.trade, county=apprenticeship.county,
        place=apprenticeship.establishment, day=day,
    )  # fmt: skip
    url = found.url or apprenticeship.get_absolute_url()
    if not found.is_approved:
        yield Problem("not_approved", found.reason, way_out=found.way_out, url=url, step="type")
    elif found.limits:
        yield Problem(
            "limited_approval", _("The company's approval is limited: %(limits)s.") % {"limits": found.limits},
            is_blocker=False, way_out=_("See that the training keeps within it."), url=url, step="type",
        )  # fmt: skip


def _agreement(company, day) -> Iterator[Problem]:
    """The office signs on the company's behalf by agreement only (§ 7-12)."""
    held = Agreement.objects.in_force(day).filter(company=company, scopes__contains=[Agreement.Scope.CONTRACT])
    if not held.exists():
        yield Problem(
            "no_agreement",
            _("No agreement says on the first day that the office signs contracts for %(company)s.")
            % {"company": company},
            is_blocker=False, way_out=_("Register or renew the agreement (opplæringslova § 7-12)."),
            url=office_url("companies:agreements", company.pk), step="type",
        )  # fmt: skip


def _has_left(person: CompanyPerson, day) -> bool:
    # `from_on` does not count: a person registered today may well supervise a training that began last week.
    return person.to_on is not None and person.to_on < day


def _people(contract) -> Iterator[Problem]:
    apprentice, supervisor = contract.apprenticeship.apprentice, contract.apprenticeship.supervisor
    page = contract.apprenticeship.get_absolute_url()
    if not apprentice.national_id:
        yield Problem(
            "no_national_id", _("The apprentice's national identity number is missing."),
            way_out=_("The county authority demands it."), url=page, step="type",
        )  # fmt: skip
    yield from _reachable(apprentice, page, "type")
    if supervisor:
        yield from _reachable(supervisor, contract.apprenticeship.company.get_absolute_url(), "arbeid")
        if supervisor.email and supervisor.email.lower() == apprentice.email.lower():
            yield Problem(
                "same_email", _("Apprentice and training supervisor have the same e-mail address."),
                way_out=_("Each signs with a login of their own."), url=page, step="arbeid",
            )  # fmt: skip


def _reachable(person, page, step) -> Iterator[Problem]:
    if not person.email:
        yield Problem(
            "no_email", _("%(name)s has no e-mail address, and cannot be asked to sign.") % {"name": person.name},
            url=page, step=step,
        )  # fmt: skip
    elif person.user_id is None:
        yield Problem(
            "no_login", _("%(name)s has no login yet.") % {"name": person.name}, is_blocker=False,
            way_out=_("An invitation goes out together with the contract."), step=step,
        )  # fmt: skip


def _rest(contract) -> Iterator[Problem]:
    others = Contract.objects.filter(apprenticeship_id=contract.apprenticeship_id, state__in=OPEN | IN_FORCE).exclude(
        pk=contract.pk
    )
    if other := others.first():
        yield Problem(
            "overlap",
            _("Contract %(number)s for the same training is still open (%(state)s).")
            % {"number": other.number, "state": other.get_state_display()},
            way_out=_("End it, or go on with it."), url=other.get_absolute_url(), step="type",
        )  # fmt: skip
    if contract.kind != KIND_OF_CANDIDATE[contract.apprenticeship.candidate_type]:
        yield Problem(
            "kind_differs",
            _("The contract type does not fit the candidate type (%(type)s).")
            % {"type": contract.apprenticeship.get_candidate_type_display()},
            is_blocker=False, url=office_url("contracts:step", contract.pk, "type"), step="type",
        )  # fmt: skip
    if contract.position_percent < SMALL_POSITION:
        yield Problem(
            "small_position", _("The position is less than half of a full one."), is_blocker=False,
            way_out=_("Ask the county authority whether the training period must be longer."),
            url=office_url("contracts:step", contract.pk, "arbeid"), step="arbeid",
        )  # fmt: skip
