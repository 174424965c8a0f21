"""What does the training say about a company's health: reviews, aims, tests?"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apprenticeships.progress import percent
from exams.models import Registration
from exams.states import RESULTS, RegistrationState
from followup.models import Talk
from followup.states import TalkState
from okportal.home.health_measure import FEW, Measure, Stand, few, judged, nothing, on, share
from okportal.offices.scope import office_url
from training.models import Plan
from training.rules import expected_aims

LATE_DAYS = 14  # a review held so long after it was due is still on time
REVIEW_MONTHS, TEST_YEARS = 12, 3
REVIEWS_GOOD, REVIEWS_FAIR = 90, 70  # percent held on time
TESTS_GOOD, TESTS_FAIR = 90, 75  # percent passed
AIMS_GOOD = 75  # percent of the aims expected by now; evenly spread aims are a rule of thumb only


def of_reviews(company, member) -> Measure:
    """Half-year reviews whose day, with the days of grace, has passed in the last twelve months."""
    until = member.today - timedelta(days=LATE_DAYS)
    since = until - relativedelta(months=REVIEW_MONTHS) + timedelta(days=1)
    talks = Talk.objects.visible_to(member).filter(apprenticeship__company=company, due_on__range=(since, until))
    lateness = ExpressionWrapper(F("held_on") - F("due_on"), output_field=DurationField())
    found = (
        talks.exclude(state=TalkState.CANCELLED)
        .annotate(lateness=lateness)
        .aggregate(
            total=Count("pk"), held=Count("pk", filter=Q(state=TalkState.HELD)),
            on_time=Count("pk", filter=Q(state=TalkState.HELD, lateness__lte=timedelta(days=LATE_DAYS))),
        )
    )  # fmt: skip
    on_time, total = found["on_time"], found["total"]
    tone, word = judged(on_time, total, REVIEWS_GOOD, REVIEWS_FAIR)
    query = urlencode({"company": company.pk, "state": "all", "due_from": since, "due_to": until})
    return Measure(
        "reviews", _("Half-year reviews on time"), tone, word, share(on_time, total),
        counted=_(
            "The half-year talks of the company's apprentices that were due from %(since)s to %(until)s, those that "
            "were cancelled left out. On time is held at most %(days)s days after the day it was due."
        ) % {"since": on(since), "until": on(until), "days": LATE_DAYS},
        good=_("At least %(percent)s percent on time.") % {"percent": REVIEWS_GOOD},
        figures=[
            (_("Were due"), total), (_("Held on time"), on_time), (_("Held later"), found["held"] - on_time),
            (_("Not held"), total - found["held"]),
        ],
        rows=[(_("The talks"), f"{office_url('followup:list')}?{query}")],
    )  # fmt: skip


def of_documentation(company, member) -> Measure:
    """Aims reached by those in training now, against as many as the time that has passed would have it."""
    plans = Plan.objects.visible_to(member).filter(
        apprenticeship__company=company, apprenticeship__state="running", aims_total__gt=0
    )
    rows = list(plans.values_list("reached", "aims_total", "apprenticeship__start_on", "apprenticeship__end_on"))
    reached = sum(row[0] for row in rows)
    expected = sum(expected_aims(total, percent(start, end, member.today)) for _reached, total, start, end in rows)
    return Measure(
        "documentation", _("Competence aims"), *_aims_stand(len(rows), reached, expected),
        counted=_(
            "Aims that are marked as reached in the plans of those in training today, against as many as would be "
            "reached by now if they were spread evenly over the training period."
        ),
        good=_("At least %(percent)s percent of what is expected. Even progress is a rule of thumb only.")
        % {"percent": AIMS_GOOD},
        figures=[(_("Plans"), len(rows)), (_("Aims reached"), reached), (_("Expected by now"), expected)],
        rows=[(_("The apprentices"), f"{office_url('apprenticeships:list')}?company={company.pk}&state=running")],
    )  # fmt: skip


def _aims_stand(plans, reached, expected) -> Stand:
    if not plans:
        return nothing()
    behind = reached * 100 < expected * AIMS_GOOD
    tone, word = ("warning", _("Behind")) if behind else ("success", _("On track"))
    told = {"reached": reached, "expected": expected}
    if plans >= FEW and expected:
        words = _("%(reached)s aims reached, about %(expected)s expected by now: %(percent)s percent.")
        return tone, word, words % (told | {"percent": reached * 100 // expected})
    sentence = _("%(reached)s aims reached, about %(expected)s expected by now.") % told
    return tone, word, sentence if plans >= FEW else f"{sentence} {few()}"


def of_tests(company, member) -> Measure:
    since = member.today - relativedelta(years=TEST_YEARS)
    tests = Registration.objects.visible_to(member).filter(
        apprenticeship__company=company, state__in=RESULTS, result_on__gt=since, result_on__lte=member.today
    )
    found = tests.aggregate(
        total=Count("pk"), passed=Count("pk", filter=~Q(state=RegistrationState.FAILED)),
        distinction=Count("pk", filter=Q(state=RegistrationState.PASSED_WITH_DISTINCTION)),
    )  # fmt: skip
    tone, word = judged(found["passed"], found["total"], TESTS_GOOD, TESTS_FAIR)
    query = urlencode({"company": company.pk, "state": "all"})
    return Measure(
        "tests", _("Tests passed"), tone, word, share(found["passed"], found["total"]),
        counted=_(
            "The results that are written down for the company's apprentices since %(since)s. Each attempt counts."
        ) % {"since": on(since)},
        good=_("At least %(percent)s percent passed.") % {"percent": TESTS_GOOD},
        figures=[
            (_("Results"), found["total"]), (_("Passed"), found["passed"]),
            (_("Of them with distinction"), found["distinction"]), (_("Failed"), found["total"] - found["passed"]),
        ],
        rows=[(_("The tests"), f"{office_url('exams:list')}?{query}")],
    )  # fmt: skip
