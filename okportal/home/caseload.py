"""Which apprentices need somebody now, and why? The traffic light's rules, each declared once.

A rule is a condition in the database, so that a caseload of any size is sorted and counted there, and a sentence for
the rows that are shown. The first rule that holds decides (docs/adr/0009). Red is rare: only what the law sets a date
for and has passed, or a training without anybody answerable for it.

Every rule looks at one thing: the training itself, its next talk or its open registration. So the database fetches
each of them once for a row, and the least index is the rule that decides; one CASE over all of them fetched the talk
three times (benchmarks, row `my_day`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Case, Func, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Least
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


TRAINING, TALK, TEST = "training", "talk", "test"


@dataclass(frozen=True)
class Rule:
    """`applies(today)` is a condition on what the rule is `about`, `reason(row, today)` its sentence for one row."""

    tone: str
    about: str
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
    Rule("danger", TRAINING, lambda today: Q(end_on__lt=today), _own_reason("danger"), _file),
    Rule(
        "danger", TEST, lambda today: Q(due_on__lt=today),
        lambda row, today: (
            _("The deadline for registering for the test was %(day)s.") % {"day": _short(row.registration_due)}
        ),
        _test,
    ),
    Rule("danger", TALK, lambda today: Q(due_on__lt=today - timedelta(days=TALK_GRACE_DAYS)), _talk_sentence, _talk),
    Rule("danger", TRAINING, lambda today: _missing("supervisor", today), _own_reason("danger"), _file),
    Rule("warning", TALK, lambda today: Q(due_on__lte=today + timedelta(days=TALK_SOON_DAYS)), _talk_sentence, _talk),
    Rule(
        "warning", TEST, lambda today: Q(due_on__lte=today + timedelta(days=REGISTRATION_SOON_DAYS)),
        lambda row, today: _("Must be registered for the test by %(day)s.") % {"day": _short(row.registration_due)},
        _test,
    ),
    Rule(
        "warning", TRAINING, lambda today: Q(end_on__lte=today + timedelta(days=ENDS_SOON_DAYS)),
        _own_reason("warning"), _file,
    ),
    Rule(
        "warning", TRAINING, lambda today: _missing("instructor", today) | _missing("advisor", today),
        _own_reason("warning"), _file,
    ),
    Rule(
        "success", TRAINING, lambda today: Q(pk__isnull=False),  # everybody
        lambda row, today: (
            _("Next talk %(day)s.") % {"day": _short(row.talk_due)} if row.talk_due else _("No talk left to hold.")
        ),
        _file,
    ),
)  # fmt: skip


def with_findings(apprenticeships: QuerySet, today: date) -> QuerySet:
    """Adds `rule`, the index of the first rule that holds, `next_talk` and `open_test` for `explain`."""
    return apprenticeships.annotate(**_findings(today))


@lru_cache(maxsize=2)  # the same all day; putting them together took as long as asking the database
def _findings(today: date) -> dict:
    talks = Talk.objects.filter(apprenticeship_id=OuterRef("pk")).waiting().order_by("due_on", "id")
    planned = Registration.objects.filter(
        apprenticeship_id=OuterRef("pk"), state=RegistrationState.PLANNED, opens_on__lte=today
    ).order_by("due_on", "id")
    return {
        # Least passes by the NULL of a missing talk or registration.
        "rule": Least(
            _first_rule(TRAINING, today),
            Subquery(talks.values(index=_first_rule(TALK, today))[:1]),
            Subquery(planned.values(index=_first_rule(TEST, today))[:1]),
        ),
        "next_talk": Subquery(talks.values(facts=_together("due_on", "pk", "number"))[:1]),
        "open_test": Subquery(planned.values(facts=_together("due_on", "pk"))[:1]),
    }


def _together(*columns) -> Func:
    """Several columns of one row out of one subquery. As an array it sorts by the first of them."""
    return Func(*columns, function="jsonb_build_array", output_field=JSONField())


def _first_rule(about: str, today: date) -> Case:
    """Index of the first rule about this thing that holds for it, else NULL."""
    rules = [(index, rule) for index, rule in enumerate(RULES) if rule.about == about]
    return Case(*(When(rule.applies(today), then=Value(index)) for index, rule in rules), output_field=IntegerField())


def rules_of(tone: str) -> list[int]:
    return [index for index, rule in enumerate(RULES) if rule.tone == tone]


def explain(rows, today: date) -> list:
    """Give each shown row its `tone`, `label`, `reason` and `page`, and what was found: `talk_…`, `registration_…`."""
    for row in rows:
        row.talk_due, row.talk_id, row.talk_number = _apart(row.next_talk, 3)
        row.registration_due, row.registration_id = _apart(row.open_test, 2)
        rule = RULES[row.rule]
        row.tone, row.label = rule.tone, TONES[rule.tone]
        row.reason, row.page = rule.reason(row, today), rule.page(row)
    return rows


def _apart(facts, count) -> tuple:
    return (date.fromisoformat(facts[0]), *facts[1:]) if facts else (None,) * count
