"""What do the front pages count and list, in how few questions?"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from apprenticeships.progress import progress as period_progress
from companies.models import Company
from contracts.models import Contract, Party
from contracts.states import OPEN as OPEN_CONTRACTS
from contracts.states import ContractState, RoundState
from exams.states import OPEN as OPEN_TESTS
from exams.states import RegistrationState
from followup.states import WAITING, TalkState
from okportal.home.caseload import rules_in_use, with_findings
from okportal.home.light_rules import TONES, rules_of
from training.models import Plan

DEADLINE_DAYS = 45
DEADLINES = 6
CHART_MONTHS = 6


def caseload_of(member, mine: bool):
    """Running apprenticeships that the member may see; with `mine` only those one is advisor for."""
    running = Apprenticeship.objects.visible_to(member).running()
    return with_findings(running.of_advisor(member) if mine else running, member.today, rules_in_use(member))


def counts(caseload) -> dict:
    """How many in each tone and in all, in one query."""
    found = found_by_rule(caseload)
    tones = {tone: sum(found.get(index, 0) for index in rules_of(tone)) for tone in TONES}
    return {"total": sum(found.values())} | tones


def found_by_rule(caseload) -> dict:
    """{index of a rule: how many it decides for}, in one query."""
    return dict(caseload.order_by().values_list("rule").annotate(number=Count("pk")))


def add_progress(row, today: date):
    """Give one apprenticeship its `period` and, of its plan, `reached` and `aims_total` (0 of 0 without one)."""
    row.period = period_progress(row.start_on, row.end_on, today)
    plan = Plan.objects.filter(apprenticeship=row).values_list("reached", "aims_total").first()
    row.reached, row.aims_total = plan or (0, 0)


def talks_by_month(apprenticeships, today: date) -> list[tuple]:
    """(first of the month, held, planned) for this month and the five before it; by the day the talk was due."""
    first = today.replace(day=1) - relativedelta(months=CHART_MONTHS - 1)
    after = today.replace(day=1) + relativedelta(months=1)
    found = (
        apprenticeships.filter(talks__due_on__gte=first, talks__due_on__lt=after)
        .order_by()
        .values_list(TruncMonth("talks__due_on"))
        .annotate(
            held=Count("talks", filter=Q(talks__state=TalkState.HELD)),
            planned=Count("talks", filter=~Q(talks__state=TalkState.CANCELLED)),
        )
    )
    by_month = {month: (held, planned) for month, held, planned in found}
    months = [first + relativedelta(months=step) for step in range(CHART_MONTHS)]
    return [(month, *by_month.get(month, (0, 0))) for month in months]


def newest_registration(apprenticeship):
    """The registration that counts now: of the newest contract, its last attempt; a cancelled one only for want."""
    is_cancelled = Case(When(state=RegistrationState.CANCELLED, then=Value(1)), default=Value(0))
    newest = F("contract__start_on").desc(nulls_last=True)
    return apprenticeship.registrations.order_by(is_cancelled, newest, "-attempt").first()


def parts_waiting(member):
    """The person's own parts in what lies with the signers, to check or to sign now; the earliest deadline first."""
    to_check = Q(contract__state=ContractState.CHECKING, round__amendment=None, confirmed_at=None)
    mine = Party.objects.visible_to(member).filter(user_id=member.user.pk, round__state=RoundState.OPEN)
    waiting = mine.exclude(role=Party.Role.OFFICE).unsigned().filter(to_check | Q(asked_at__isnull=False))
    people = waiting.select_related("round__amendment", "contract__apprenticeship__apprentice")
    return people.order_by("round__sign_by_on", "pk")


def contract_counts(member) -> dict:
    """How many contracts wait for the office, the parties and the county."""
    return _waiting(_open_contracts(member))


def work_counts(member, apprenticeships, today: date) -> tuple[dict, dict]:
    """(contracts as `contract_counts`, tests ahead within 90 days of the training period's end), in one query.

    Tests: `total`, and `missing` of them that are not registered yet.
    """
    ahead = apprenticeships.filter(
        registrations__state__in=OPEN_TESTS, registrations__contract__end_on__lte=today + timedelta(days=90)
    )
    rows = list(_open_contracts(member).union(_by_state("test", ahead, "registrations__state"), all=True))
    tests = {state: number for what, state, number in rows if what == "test"}
    return _waiting(rows), {"total": sum(tests.values()), "missing": tests.get(RegistrationState.PLANNED, 0)}


def _open_contracts(member):
    return _by_state("contract", Contract.objects.visible_to(member).filter(state__in=OPEN_CONTRACTS), "state")


def _by_state(what, rows, state):
    """(what, state, number of rows in it)."""
    return rows.order_by().values_list(_text(what), state).annotate(number=Count("pk"))


def _text(value):
    return Value(value, output_field=CharField())


def _waiting(rows) -> dict:
    found = {state: number for what, state, number in rows if what == "contract"}
    return {state: found.get(state, 0) for state in OPEN_CONTRACTS}


def deadlines(apprenticeships, today: date) -> list[dict]:
    """The next dates that something must be done by, soonest first, overdue ones among them; in one query."""
    until = today + timedelta(days=DEADLINE_DAYS)
    talks = apprenticeships.filter(talks__state__in=WAITING, talks__due_on__lte=until)
    tests = apprenticeships.filter(
        registrations__state=RegistrationState.PLANNED, registrations__due_on__lte=until,
        registrations__opens_on__lte=today,
    )  # fmt: skip
    found = _soonest(talks, "talks", "followup:detail", F("talks__number")).union(
        _soonest(tests, "registrations", "exams:detail", Value(0)), all=True
    )
    return [_deadline(today, *row) for row in found.order_by("on")[:DEADLINES]]


def _soonest(apprenticeships, what, page, number):
    """The columns of `_deadline`, of the first few."""
    rows = apprenticeships.annotate(on=F(f"{what}__due_on"), serial=number).values_list(
        "on", _text(page), f"{what}__pk", "serial", "apprentice__first_name", "apprentice__last_name", "company__name"
    )
    return rows.order_by("on", f"{what}__pk")[:DEADLINES]


def _deadline(today, on, page, pk, number, first_name, last_name, company) -> dict:
    days = (on - today).days
    return {
        "on": on, "page": page, "pk": pk, "who": f"{first_name} {last_name}", "company": company,
        "what": _("Half-year talk %(number)s") % {"number": number} if number else _("Registration for the test"),
        "tone": "danger" if days < 0 else "warning" if days <= 14 else "neutral",
    }  # fmt: skip


def by_advisor(caseload) -> list[dict]:
    """Each advisor's running apprenticeships, and how many of them need somebody now."""
    return list(
        caseload.values("advisor_id", "advisor__user__name")
        .annotate(
            total=Count("pk"),
            danger=Count("pk", filter=Q(rule__in=rules_of("danger"))),
            warning=Count("pk", filter=Q(rule__in=rules_of("warning"))),
        )
        .order_by("-danger", "advisor__user__name")[:100]
    )


def company_counts(member) -> dict:
    """Active member companies, and those without an apprentice in training now."""
    return (
        Company.objects.visible_to(member)
        .active()
        .aggregate(
            total=Count("pk"),
            empty=Count("pk", filter=~Exists(Apprenticeship.objects.running().filter(company_id=OuterRef("pk")))),
        )
    )
