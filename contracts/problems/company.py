"""May this company train, and is there somebody in it who may answer for the training?"""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from companies import approved
from companies.models import Agreement, CompanyPerson, Qualification
from companies.roster import qualified_for, years_by
from companies.rules import SUPERVISOR, Qualified
from contracts.models import Contract
from contracts.problems.problem import COMPANY, Problem
from okportal.offices.scope import office_url


def problems(contract: Contract, today: datetime.date) -> Iterator[Problem]:
    day, whose, page = contract.start_on or today, contract.whose, contract.apprenticeship.get_absolute_url()
    yield from may_train(contract.apprenticeship, whose.company, whose.establishment, day, url=page, step="type")
    yield from _supervisor(contract, day)


def may_train(training, company, place, day: datetime.date, *, url: str, step: str) -> Iterator[Problem]:
    """May `company` train in this training's trade at `place` from `day` on, and may the office sign for it?

    `url` and `step` are where it is mended when the approvals have no page for it. Two queries.
    """
    yield from _approval(training, company, place, day, url, step)
    yield from _agreement(company, day, step)


def _approval(training, company, place, day, url, step) -> Iterator[Problem]:
    """Where the training is given must be approved for the trade on the first day (opplæringslova § 7-5)."""
    found = approved.judge(company=company, trade=training.trade, county=training.county, place=place, day=day)
    url = found.url or url
    if not found.is_approved:
        yield Problem("not_approved", found.reason, way_out=found.way_out, url=url, step=step)
    elif found.limits:
        yield Problem(
            "limited_approval", _("The company's approval is limited: %(limits)s.") % {"limits": found.limits},
            is_blocker=False, way_out=_("See that the training keeps within it."), url=url, step=step,
        )  # fmt: skip


def _agreement(company, day, step) -> Iterator[Problem]:
    """The office signs on the company's behalf by agreement only (§ 7-12)."""
    held = Agreement.objects.in_force(day).filter(company=company, scopes__contains=[Agreement.Scope.CONTRACT])
    if not held.exists():
        yield Problem(
            "no_agreement",
            _("No agreement says on the first day that the office signs contracts for %(company)s.")
            % {"company": company},
            is_blocker=False, way_out=_("Register or renew the agreement (opplæringslova § 7-12)."),
            url=office_url("companies:agreements", company.pk), step=step,
        )  # fmt: skip


def _supervisor(contract, day) -> Iterator[Problem]:
    """Somebody qualified answers for the training (§ 7-6): named, still there, and with papers for the trade."""
    supervisor, page = contract.whose.supervisor, contract.apprenticeship.get_absolute_url()
    if supervisor is None:
        yield Problem(
            "no_supervisor", _("No training supervisor is named."), way_out=_("Name one on the apprentice's page."),
            url=page, step="arbeid", who=COMPANY, ask=_("Who shall be training supervisor: name, e-mail and mobile"),
        )  # fmt: skip
    elif _has_left(supervisor, day):
        yield Problem(
            "supervisor_left", _("%(name)s is not in the company on the first day.") % {"name": supervisor},
            way_out=_("Name another training supervisor on the apprentice's page."), url=page, step="arbeid",
            who=COMPANY, ask=_("Who shall be training supervisor: name, e-mail and mobile"),
        )  # fmt: skip
    else:
        yield from _qualification(contract, supervisor, day)


def judged(supervisor: CompanyPerson, training, day: datetime.date) -> Qualified:
    """Qualified for the trade, by the county's own rule? Papers of any role that the same person has count."""
    same = Q(person=supervisor) | Q(person__email__iexact=supervisor.email) & ~Q(person__email="")
    papers = Qualification.objects.filter(same, office_id=supervisor.office_id)
    years = years_by(training.county.rule_on(day) if training.county else None)
    return qualified_for(SUPERVISOR, papers, years, day, training.trade_id)


def _qualification(contract, supervisor, day) -> Iterator[Problem]:
    found = judged(supervisor, contract.apprenticeship, day)
    if not found.is_met:
        yield Problem(
            "not_qualified",
            _("%(name)s has no qualification for the trade on paper. %(reason)s")
            % {"name": supervisor, "reason": found.reason},
            way_out=_("Write down the trade certificate, education or years of experience (opplæringslova § 7-6)."),
            url=office_url("companies:add_qualification", supervisor.pk), step="arbeid", who=COMPANY,
            ask=_("The training supervisor's trade certificate, or what else qualifies for the trade"),
        )  # fmt: skip


def _has_left(person: CompanyPerson, day) -> bool:
    # `from_on` does not count: a person registered today may well supervise a training that began last week.
    return person.to_on is not None and person.to_on < day
