"""Which apprentices need somebody now, and why? The traffic light's rules, each declared once.

A rule is a condition in the database, so that a caseload of any size is sorted and counted there, and a sentence for
the rows that are shown. The first rule that holds decides (docs/adr/0009). Red is rare: only what the law sets a date
for and has passed, or a training without anybody answerable for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships.models import Apprenticeship
from apprenticeships.rules import ENDS_SOON_DAYS, findings
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk

TALK_GRACE_DAYS = 14  # an overdue talk is a warning that long before it turns red
TALK_SOON_DAYS = 14
REGISTRATION_SOON_DAYS = 60

TONES = {
    "danger": gettext_lazy("Needs you now"),
    "warning": gettext_lazy("Keep an eye on"),
    "success": gettext_lazy("On track"),
}


@dataclass(frozen=True)
class Rule:
    """`applies(today)` is a condition on the annotated caseload, `reason(row, today)` its sentence for one row."""

    tone: str
    applies: Callable[[date], Q]
    reason: Callable[[Apprenticeship, date], str]
    page: Callable[[Apprenticeship], tuple]  # URL name and id of where it is put right


def _short(day: date) -> str:
    return date_format(day, "j. b Y", use_l10n=False)


def _own_reason(tone: str):
    """The sentence that the apprenticeship's own rules have for this tone; the same one its file shows."""

    def reason(row, today):
        return next(finding.reason for finding in findings(row.facts, today) if finding.tone == tone)

    return reason


def _file(row) -> tuple:
    return ("apprenticeships:detail", row.pk)


def _test(row) -> tuple:
    return ("exams:detail", row.registration_id)


def _talk(row) -> tuple:
    return ("followup:detail", row.talk_id)


def _talk_sentence(row, today: date) -> str:
    sentence = _("Half-year talk %(number)s was due %(day)s.")
    if row.talk_due >= today:
        sentence = _("Half-year talk %(number)s is due %(day)s.")
    return sentence % {"number": row.talk_number, "day": _short(row.talk_due)}


def _missing(person: str, today: date) -> Q:
    """Nobody is named, or the one who is has left."""
    return Q(**{f"{person}__isnull": True}) | Q(**{f"{person}__to_on__lt": today})


RULES = (
    Rule("danger", lambda today: Q(end_on__lt=today), _own_reason("danger"), _file),
    Rule(
        "danger",
        lambda today: Q(registration_due__lt=today),
        lambda row, today: (
            _("The deadline for registering for the test was %(day)s.") % {"day": _short(row.registration_due)}
        ),
        _test,
    ),
    Rule(
        "danger",
        lambda today: Q(talk_due__lt=today - timedelta(days=TALK_GRACE_DAYS)),
        _talk_sentence,
        _talk,
    ),
    Rule("danger", lambda today: _missing("supervisor", today), _own_reason("danger"), _file),
    Rule(
        "warning",
        lambda today: Q(talk_due__lte=today + timedelta(days=TALK_SOON_DAYS)),
        _talk_sentence,
        _talk,
    ),
    Rule(
        "warning",
        lambda today: Q(registration_due__lte=today + timedelta(days=REGISTRATION_SOON_DAYS)),
        lambda row, today: _("Must be registered for the test by %(day)s.") % {"day": _short(row.registration_due)},
        _test,
    ),
    Rule("warning", lambda today: Q(end_on__lte=today + timedelta(days=ENDS_SOON_DAYS)), _own_reason("warning"), _file),
    Rule(
        "warning",
        lambda today: _missing("instructor", today) | Q(advisor__isnull=True),
        _own_reason("warning"),
        _file,
    ),
    Rule(
        "success",
        lambda today: Q(),
        lambda row, today: (
            _("Next talk %(day)s.") % {"day": _short(row.talk_due)} if row.talk_due else _("No talk left to hold.")
        ),
        _file,
    ),
)


def with_findings(apprenticeships: QuerySet, today: date) -> QuerySet:
    """Adds what the rules look at, and `rule`: the index of the first one that holds."""
    talks = Talk.objects.filter(apprenticeship_id=OuterRef("pk")).waiting().order_by("due_on", "id")
    planned = Registration.objects.filter(
        apprenticeship_id=OuterRef("pk"), state=RegistrationState.PLANNED, opens_on__lte=today
    ).order_by("due_on", "id")
    annotated = apprenticeships.annotate(
        talk_due=Subquery(talks.values("due_on")[:1]),
        talk_number=Subquery(talks.values("number")[:1]),
        talk_id=Subquery(talks.values("pk")[:1]),
        registration_due=Subquery(planned.values("due_on")[:1]),
        registration_id=Subquery(planned.values("pk")[:1]),
    )
    cases = [When(rule.applies(today), then=Value(index)) for index, rule in enumerate(RULES[:-1])]
    return annotated.annotate(rule=Case(*cases, default=Value(len(RULES) - 1), output_field=IntegerField()))


def rules_of(tone: str) -> list[int]:
    return [index for index, rule in enumerate(RULES) if rule.tone == tone]


def explain(rows, today: date) -> list:
    """Give each shown row its `tone`, `label`, `reason` and `page`."""
    for row in rows:
        rule = RULES[row.rule]
        row.tone, row.label = rule.tone, TONES[rule.tone]
        row.reason, row.page = rule.reason(row, today), rule.page(row)
    return rows
