"""By which rules is an apprenticeship judged? The traffic light, each rule declared once.

A rule is a condition in the database, so that a caseload of any size is sorted and counted there, and words for the
rows that are shown: the fact, what to do, and where. The first rule that holds decides (docs/adr/0009). Red is rare:
only what the law sets a date for and has passed, or a training without anybody answerable for it.

An office may leave a rule out, and set its threshold (okportal.home.models.LightRule).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import F, FloatField, Func, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apprenticeships.rules import ENDS_SOON, ENDS_SOON_DAYS, NO_ADVISOR, NO_INSTRUCTOR, NO_SUPERVISOR, PERIOD_OVER
from apprenticeships.rules import findings as own_findings

TONES = {
    "danger": gettext_lazy("Needs you now"),
    "warning": gettext_lazy("Keep an eye on"),
    "success": gettext_lazy("On track"),
}
ABSENCE_DAYS = 182  # the stretch that absence is counted over: the last half-year

# What a rule looks at. The database fetches each thing once for a row, whatever the number of rules about it.
TRAINING, TALK, TEST, PLAN, AWAY = "training", "talk", "test", "plan", "away"


@dataclass(frozen=True)
class Rule:
    """`applies(today, threshold)`: a condition on what the rule is `about`.

    `fact(row, today)`: its sentence for one row; `page(row)`: URL name and id of where it is put right. `kinder` is
    what the apprentice reads instead, "" for what is not the apprentice's to mend. `unit` is the
    word for the threshold, or None for a rule without one.
    """

    key: str
    name: Any
    tone: str
    about: str
    applies: Callable[[date, int | None], Q]
    fact: Callable[[Any, date], str]
    page: Callable[[Any], tuple]
    action: Any = ""
    kinder: Any = ""
    threshold: int | None = None
    unit: Any = None
    hidden_by: str = ""  # key of the rule that says the same more strongly


def short(day: date) -> str:
    return date_format(day, "j. b Y", use_l10n=False)


def _own(key: str):
    """The sentence that the apprenticeship's own rules have; the same one its file shows."""

    def fact(row, today):
        return next(finding.reason for finding in own_findings(row.facts, today) if finding.key == key)

    return fact


def _file(row) -> tuple:
    return ("apprenticeships:detail", row.pk)


def _test(row) -> tuple:
    return ("exams:detail", row.registration_id)


def _talk(row) -> tuple:
    return ("followup:detail", row.talk_id)


def _next_talk(row) -> tuple:
    return _talk(row) if row.talk_id else _file(row)


def _plan(row) -> tuple:
    return ("training:plan", row.pk)


def _absence(row) -> tuple:
    return ("apprenticeships:absence", row.pk)


def _talk_fact(row, today: date) -> str:
    sentence = _("Half-year talk %(number)s was due %(day)s.")
    if row.talk_due >= today:
        sentence = _("Half-year talk %(number)s is due %(day)s.")
    return sentence % {"number": row.talk_number, "day": short(row.talk_due)}


def _held_fact(row, today: date) -> str:
    if row.quiet_since > row.start_on:
        return _("The last talk was held %(day)s.") % {"day": short(row.quiet_since)}
    return _("No talk has been held since the start, %(day)s.") % {"day": short(row.start_on)}


def _plan_fact(row, today: date) -> str:
    passed = round(100 * ((today - row.start_on).days) / ((row.end_on - row.start_on).days + 1))
    return _("%(reached)s of %(total)s aims reached, and %(percent)s %% of the time has passed.") % {
        "reached": row.plan_reached, "total": row.plan_total, "percent": passed
    }  # fmt: skip


def _away_fact(row, today: date) -> str:
    return _("Away %(percent)s %% of the last half-year.") % {"percent": row.away_percent}


def _missing(person: str, today: date) -> Q:
    """Nobody is named, or the one who is has left."""
    return Q(**{f"{person}__isnull": True}) | Q(**{f"{person}__to_on__lt": today})


def days_between(earlier, later) -> Func:
    """Whole days, as PostgreSQL subtracts dates; Django would make an interval of it."""
    return Func(later, earlier, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def _behind(today: date, points: int) -> Q:
    """Time passed minus aims reached, both in percent, is more than `points`."""
    start, end = OuterRef("start_on"), OuterRef("end_on")
    passed = Cast(days_between(start, Value(today)), FloatField()) / (days_between(start, end) + 1)
    return Q(aims_total__gt=0) & Q(reached__lt=F("aims_total") * (passed - points / 100))


def _no_talk_since(today: date, months: int) -> Q:
    return Q(quiet_since__lt=today - relativedelta(months=months))


_days = gettext_lazy("days")
_months = gettext_lazy("months")
_percent = gettext_lazy("percent")
_points = gettext_lazy("percentage points")
_call_or_visit = gettext_lazy("Call or visit, and agree on a day.")

RULES = (
    Rule(
        PERIOD_OVER, gettext_lazy("The training period is over"), "danger", TRAINING,
        lambda today, _threshold: Q(end_on__lt=today), _own(PERIOD_OVER), _file,
        action=gettext_lazy("Close the contract, or extend it."),
        kinder=gettext_lazy("Your training period is over. The office finishes the papers."),
    ),
    Rule(
        "test_overdue", gettext_lazy("The deadline for registering for the test has passed"), "danger", TEST,
        lambda today, _threshold: Q(due_on__lt=today),
        lambda row, today: (
            _("The deadline for registering for the test was %(day)s.") % {"day": short(row.registration_due)}
        ),
        _test, action=gettext_lazy("Call the county authority, and register at once."),
        kinder=gettext_lazy("The office is sorting out your registration for the test."),
    ),
    Rule(
        "talk_overdue", gettext_lazy("A half-year talk is overdue"), "danger", TALK,
        lambda today, days: Q(due_on__lt=today - timedelta(days=days)), _talk_fact, _talk, threshold=14, unit=_days,
        action=gettext_lazy("Find a day for the talk with the supervisor."),
        kinder=gettext_lazy("It is time for a talk. Ask your supervisor for a day that suits."),
    ),
    Rule(
        NO_SUPERVISOR, gettext_lazy("No training supervisor"), "danger", TRAINING,
        lambda today, _threshold: _missing("supervisor", today), _own(NO_SUPERVISOR), _file,
        action=gettext_lazy("Ask the company who takes over, and name the person."),
        kinder=gettext_lazy("The office is finding out who your supervisor will be."),
    ),
    Rule(
        "no_talk", gettext_lazy("No talk for a long time"), "danger", TRAINING, _no_talk_since, _held_fact, _next_talk,
        threshold=9, unit=_months, action=_call_or_visit,
        kinder=gettext_lazy("It is a while since your last talk. Ask for one if you would like to."),
    ),
    Rule(
        "talk_soon", gettext_lazy("A half-year talk is near"), "warning", TALK,
        lambda today, days: Q(due_on__lte=today + timedelta(days=days)), _talk_fact, _talk, threshold=14, unit=_days,
        action=gettext_lazy("See that a day is agreed on."),
        kinder=gettext_lazy("A talk is coming up. Think about what you would like to bring up."),
        hidden_by="talk_overdue",
    ),
    Rule(
        "test_soon", gettext_lazy("Registration for the test is due"), "warning", TEST,
        lambda today, days: Q(due_on__lte=today + timedelta(days=days)),
        lambda row, today: _("Must be registered for the test by %(day)s.") % {"day": short(row.registration_due)},
        _test, threshold=60, unit=_days, action=gettext_lazy("Check what is missing, and register."),
        kinder=gettext_lazy("You will soon be registered for the test."), hidden_by="test_overdue",
    ),
    Rule(
        ENDS_SOON, gettext_lazy("The training period ends soon"), "warning", TRAINING,
        lambda today, _threshold: Q(end_on__range=(today, today + timedelta(days=ENDS_SOON_DAYS))),
        _own(ENDS_SOON), _file,
        action=gettext_lazy("See that the test is planned before the last day."),
        kinder=gettext_lazy("You are nearly there."),
    ),
    Rule(
        "behind", gettext_lazy("The documentation is behind"), "warning", PLAN, _behind, _plan_fact, _plan,
        threshold=25, unit=_points, action=gettext_lazy("Look at the plan together with the supervisor."),
        kinder=gettext_lazy("There are aims left that time has passed by. Choose one to show this week."),
    ),
    Rule(
        "absence", gettext_lazy("Much absence"), "warning", AWAY,
        lambda today, percent: Q(away_percent__gt=percent), _away_fact, _absence, threshold=10, unit=_percent,
        action=gettext_lazy("Ask how things are, and whether the training period must be extended."),
        kinder=gettext_lazy("You have been away a good deal. Tell us if there is something we can help with."),
    ),
    Rule(
        NO_INSTRUCTOR, gettext_lazy("No instructor"), "warning", TRAINING,
        lambda today, _threshold: _missing("instructor", today), _own(NO_INSTRUCTOR), _file,
        action=gettext_lazy("Ask the supervisor who it is, and name the person."),
    ),
    Rule(
        NO_ADVISOR, gettext_lazy("No advisor at the office"), "warning", TRAINING,
        lambda today, _threshold: _missing("advisor", today), _own(NO_ADVISOR), _file,
        action=gettext_lazy("Choose who follows up."),
    ),
    Rule(
        "on_track", pgettext_lazy("traffic light", "Nothing to do"), "success", TRAINING,
        lambda today, _threshold: Q(pk__isnull=False),  # everybody
        lambda row, today: (
            _("Next talk %(day)s.") % {"day": short(row.talk_due)} if row.talk_due else _("No talk left to hold.")
        ),
        _file, kinder=gettext_lazy("You are on track."),
    ),
)  # fmt: skip
RULE_OF = {rule.key: rule for rule in RULES}
DEFAULTS = tuple((rule.key, rule.threshold) for rule in RULES)


def rules_of(tone: str) -> list[int]:
    return [index for index, rule in enumerate(RULES) if rule.tone == tone]
