"""Which apprentices need somebody now, and why? The rules of okportal.home.light_rules, asked of the database.

The least index of the rules that hold decides. One CASE over all rules fetched the talk three times, so each thing
that rules are about is a subquery of its own (benchmarks, row `my_day`).
"""

from datetime import date, timedelta
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, NotSupportedError
from django.db.models import Case, F, Func, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from apprenticeships.models import Absence, Apprenticeship
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from followup.states import TalkState
from okportal.home.light_rules import (
    ABSENCE_DAYS,
    AWAY,
    DEFAULTS,
    PLAN,
    RULE_OF,
    RULES,
    TALK,
    TEST,
    TONES,
    TRAINING,
    days_between,
)  # fmt: skip
from okportal.home.models import LightRule
from training.models import Plan


def rules_in_use(member) -> tuple:
    """((key, threshold), …) of the rules that the member's office judges by; one query."""
    return _in_use(LightRule.objects.in_office_of(member))


def rules_in_use_here() -> tuple:
    """As `rules_in_use`, for the system, of the office whose scope one is in."""
    return _in_use(LightRule.objects.all())


def _in_use(rows) -> tuple:
    chosen = {row.key: row for row in rows}
    return tuple(
        (key, chosen[key].threshold if key in chosen else threshold)
        for key, threshold in DEFAULTS
        if key not in chosen or chosen[key].is_on or RULE_OF[key].tone == "success"
    )


def with_findings(apprenticeships: QuerySet, today: date, in_use: tuple = DEFAULTS) -> QuerySet:
    """Adds `rule`, the index of the first rule that holds, and the facts that `explain` puts into words."""
    return apprenticeships.annotate(quiet_since=_quiet_since()).annotate(**_findings(today, in_use))


def with_all_findings(apprenticeships: QuerySet, today: date, in_use: tuple = DEFAULTS) -> QuerySet:
    """As `with_findings`, and for each thing that rules are about `holding_…`: the indexes of those that hold."""
    found = {f"holding_{about}": _asked(about, _those_that_hold, today, in_use) for about in _things(today)}
    return with_findings(apprenticeships, today, in_use).annotate(**found)


@lru_cache(maxsize=64)  # the same all day in an office; putting them together took as long as asking the database
def _findings(today: date, in_use: tuple) -> dict:
    things = _things(today)
    found = {
        "next_talk": Subquery(things[TALK].values(facts=_together("due_on", "pk", "number"))[:1]),
        "open_test": Subquery(things[TEST].values(facts=_together("due_on", "pk"))[:1]),
        "plan_facts": Subquery(things[PLAN].values(facts=_together("reached", "aims_total"))[:1]),
        "away_percent": Subquery(things[AWAY].values("away_percent")),
    }
    # Least passes by the NULL of a missing talk, registration or plan.
    first = Least(*(_spelled_out(_asked(about, _first_that_holds, today, in_use)) for about in things))
    return {"rule": first} | {name: _spelled_out(subquery) for name, subquery in found.items()}


class SpelledOut(RawSQL):
    """A subquery as the SQL it comes to. It names the apprenticeships' own table, and so cannot be moved into a query
    that calls them by another name."""

    def relabeled_clone(self, change_map):
        raise NotSupportedError("Ask for findings in the outermost query only: their SQL is spelled out.")


def _spelled_out(expression):
    """Spelled out once a day: doing it for each page took three times as long as the answer."""
    if not isinstance(expression, Subquery):
        return expression
    query = Apprenticeship.objects.annotate(found=expression).query
    sql, parameters = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.annotations["found"])
    return SpelledOut(sql, parameters, output_field=expression.output_field)


def _things(today: date) -> dict:
    """What rules look at besides the training itself: at most one row of each kind for an apprenticeship."""
    mine = {"apprenticeship_id": OuterRef("pk")}
    planned = Registration.objects.filter(**mine, state=RegistrationState.PLANNED, opens_on__lte=today)
    return {
        TRAINING: None,
        TALK: Talk.objects.filter(**mine).waiting().order_by("due_on", "id"),
        TEST: planned.order_by("due_on", "id"),
        PLAN: Plan.objects.filter(**mine),
        AWAY: _absence(Absence.objects.filter(**mine), today),
    }


def _absence(absences, today: date):
    """One row with `away_percent`, the share of the last half-year's days; none where nobody was away."""
    since = today - timedelta(days=ABSENCE_DAYS - 1)
    counted = absences.exclude(state=Absence.State.DECLINED).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=since), from_on__lte=today
    )
    last = Least(Coalesce("to_on", Value(today)), Value(today))
    days = days_between(Greatest("from_on", Value(since)), last) + 1
    share = Cast(Sum(F("percent") * days) / ABSENCE_DAYS, IntegerField())
    return counted.order_by().values("apprenticeship_id").annotate(away_percent=share)


def _quiet_since():
    """The day of the last talk, or of the start where none has been held."""
    held = Talk.objects.filter(apprenticeship_id=OuterRef("pk"), state=TalkState.HELD).order_by("-held_on")
    return Coalesce(Subquery(held.values("held_on")[:1]), F("start_on"))


def _asked(about: str, answer, today: date, in_use: tuple):
    """`answer([(index, condition), …])` of the rules about one thing, asked where that thing is."""
    thresholds = dict(in_use)
    rules = [
        (index, rule.applies(today, thresholds[rule.key]))
        for index, rule in enumerate(RULES)
        if rule.about == about and rule.key in thresholds
    ]
    thing = _things(today)[about]
    if not rules:
        return Value(None, output_field=IntegerField())
    return answer(rules) if thing is None else Subquery(thing.annotate(answer=answer(rules)).values("answer")[:1])


def _first_that_holds(rules) -> Case:
    return Case(*(When(condition, then=Value(index)) for index, condition in rules), output_field=IntegerField())


def _those_that_hold(rules) -> Func:
    """An array with the index of each rule that holds, and nulls."""
    return _together(*(Case(When(condition, then=Value(index))) for index, condition in rules))


def _together(*columns) -> Func:
    """Several columns of one row out of one subquery. As an array it sorts by the first of them."""
    return Func(*columns, function="jsonb_build_array", output_field=JSONField())


def explain(rows, today: date) -> list:
    """Give each shown row its `tone`, `label`, `reason` and `page`, and what was found: `talk_…`, `registration_…`."""
    for row in rows:
        take_apart(row)
        rule = RULES[row.rule]
        row.tone, row.label = rule.tone, TONES[rule.tone]
        row.reason, row.page = rule.fact(row, today), rule.page(row)
    return rows


def take_apart(row):
    row.talk_due, row.talk_id, row.talk_number = _apart(row.next_talk, 3)
    row.registration_due, row.registration_id = _apart(row.open_test, 2)
    row.plan_reached, row.plan_total = row.plan_facts or (0, 0)


def _apart(facts, count) -> tuple:
    return (date.fromisoformat(facts[0]), *facts[1:]) if facts else (None,) * count
