"""What do the front pages count and list, in how few questions?"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from apprenticeships.progress import progress as period_progress
from companies.models import Company
from contracts.models import Contract
from contracts.states import ContractState
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.home.caseload import rules_of, with_findings
from training.models import Plan

DEADLINE_DAYS = 45
DEADLINES = 6
CHART_MONTHS = 6


def caseload_of(member, mine: bool):
    """Running apprenticeships that the member may see; with `mine` only those one is advisor for."""
    running = Apprenticeship.objects.visible_to(member).running()
    return with_findings(running.of_advisor(member) if mine else running, member.today)


def counts(caseload) -> dict:
    """How many in each tone and in all, in one query."""
    return caseload.aggregate(
        total=Count("pk"),
        danger=Count("pk", filter=Q(rule__in=rules_of("danger"))),
        warning=Count("pk", filter=Q(rule__in=rules_of("warning"))),
        success=Count("pk", filter=Q(rule__in=rules_of("success"))),
    )


def add_progress(rows, today: date):
    """Give each shown row its `period` and, of its plan, `reached` and `aims_total` (0 of 0 without one).

    One query for all rows.
    """
    plans = Plan.objects.filter(apprenticeship_id__in=[row.pk for row in rows]).with_progress()
    progress = {plan.apprenticeship_id: plan for plan in plans}
    for row in rows:
        row.period = period_progress(row.start_on, row.end_on, today)
        plan = progress.get(row.pk)
        row.reached, row.aims_total = (plan.reached, plan.aims_total) if plan else (0, 0)
    return rows


def talks_by_month(apprenticeships, today: date) -> list[tuple]:
    """(first of the month, held, planned) for this month and the five before it; by the day the talk was due."""
    first = today.replace(day=1) - relativedelta(months=CHART_MONTHS - 1)
    found = (
        Talk.objects.filter(apprenticeship__in=apprenticeships, due_on__gte=first)
        .filter(due_on__lt=today.replace(day=1) + relativedelta(months=1))
        .exclude(state="cancelled")
        .annotate(month=TruncMonth("due_on"))
        .values("month")
        .annotate(held=Count("pk", filter=Q(state="held")), planned=Count("pk"))
        .order_by()
    )
    by_month = {row["month"]: (row["held"], row["planned"]) for row in found}
    months = [first + relativedelta(months=step) for step in range(CHART_MONTHS)]
    return [(month, *by_month.get(month, (0, 0))) for month in months]


def contract_counts(member) -> dict:
    """How many contracts wait for the office, the parties and the county."""
    states = {
        "draft": ContractState.DRAFT,
        "with_parties": ContractState.WITH_PARTIES,
        "with_office": ContractState.WITH_OFFICE,
        "at_county": ContractState.AT_COUNTY,
    }
    return Contract.objects.visible_to(member).aggregate(
        **{name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    )


def exam_counts(apprenticeships, today: date) -> dict:
    """Tests ahead within 90 days of the training period's end, and how many of them are not registered yet."""
    ahead = Registration.objects.open().filter(
        apprenticeship__in=apprenticeships, contract__end_on__lte=today + timedelta(days=90)
    )
    return ahead.aggregate(total=Count("pk"), missing=Count("pk", filter=Q(state=RegistrationState.PLANNED)))


def deadlines(apprenticeships, today: date) -> list[dict]:
    """The next dates that something must be done by, soonest first, overdue ones among them."""
    until = today + timedelta(days=DEADLINE_DAYS)
    talks = Talk.objects.waiting().filter(apprenticeship__in=apprenticeships, due_on__lte=until)
    tests = Registration.objects.filter(
        apprenticeship__in=apprenticeships, state=RegistrationState.PLANNED, due_on__lte=until, opens_on__lte=today
    )
    people = ("apprenticeship__apprentice", "apprenticeship__company")
    found = [
        _deadline(talk, talk.due_on, _("Half-year talk %(number)s") % {"number": talk.number}, "followup:detail", today)
        for talk in talks.select_related(*people).order_by("due_on", "id")[:DEADLINES]
    ] + [
        _deadline(test, test.due_on, _("Registration for the test"), "exams:detail", today)
        for test in tests.select_related(*people).order_by("due_on", "id")[:DEADLINES]
    ]
    return sorted(found, key=lambda deadline: deadline["on"])[:DEADLINES]


def _deadline(row, on, what, page, today) -> dict:
    days = (on - today).days
    tone = "danger" if days < 0 else "warning" if days <= 14 else "neutral"
    return {"on": on, "what": what, "who": row.apprenticeship, "page": page, "pk": row.pk, "tone": tone}


def by_advisor(member) -> list[dict]:
    """Each advisor's running apprenticeships, and how many of them need somebody now."""
    return list(
        caseload_of(member, mine=False)
        .values("advisor_id", "advisor__user__name")
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
