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
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk

TALK_GRACE_DAYS = 14  # an overdue talk is a warning that long before it turns red
TALK_SOON_DAYS = 14
REGISTRATION_SOON_DAYS = 60
END_SOON_DAYS = 30

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


RULES = (
    Rule(
        "danger",
        lambda today: Q(end_on__lt=today),
        lambda row, today: _("The training period ended %(day)s, and the contract is still open.")
        % {"day": _short(row.end_on)},
        lambda row: ("apprenticeships:detail", row.pk),
    ),
    Rule(
        "danger",
        lambda today: Q(registration_due__lt=today),
        lambda row, today: _("The deadline for registering for the test was %(day)s.")
        % {"day": _short(row.registration_due)},
        lambda row: ("exams:detail", row.registration_id),
    ),
    Rule(
        "danger",
        lambda today: Q(talk_due__lt=today - timedelta(days=TALK_GRACE_DAYS)),
        lambda row, today: _("Half-year talk %(number)s was due %(day)s.")
        % {"number": row.talk_number, "day": _short(row.talk_due)},
        lambda row: ("followup:detail", row.talk_id),
    ),
    Rule(
        "danger",
        lambda today: Q(supervisor__isnull=True),
        lambda row, today: _("Nobody is training supervisor."),
        lambda row: ("apprenticeships:detail", row.pk),
    ),
    Rule(
        "warning",
        lambda today: Q(talk_due__lte=today + timedelta(days=TALK_SOON_DAYS)),
        lambda row, today: (
            _("Half-year talk %(number)s was due %(day)s.")
            if row.talk_due < today
            else _("Half-year talk %(number)s is due %(day)s.")
        )
        % {"number": row.talk_number, "day": _short(row.talk_due)},
        lambda row: ("followup:detail", row.talk_id),
    ),
    Rule(
        "warning",
        lambda today: Q(registration_due__lte=today + timedelta(days=REGISTRATION_SOON_DAYS)),
        lambda row, today: _("Must be registered for the test by %(day)s.") % {"day": _short(row.registration_due)},
        lambda row: ("exams:detail", row.registration_id),
    ),
    Rule(
        "warning",
        lambda today: Q(end_on__lte=today + timedelta(days=END_SOON_DAYS)),
        lambda row, today: _("The training period ends %(day)s.") % {"day": _short(row.end_on)},
        lambda row: ("apprenticeships:detail", row.pk),
    ),
    Rule(
        "warning",
        lambda today: Q(instructor__isnull=True),
        lambda row, today: _("Nobody is instructor yet."),
        lambda row: ("apprenticeships:detail", row.pk),
    ),
    Rule(
        "success",
        lambda today: Q(),
        lambda row, today: (
            _("Next talk %(day)s.") % {"day": _short(row.talk_due)} if row.talk_due else _("No talk left to hold.")
        ),
        lambda row: ("apprenticeships:detail", row.pk),
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
