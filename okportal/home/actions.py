"""What does the traffic light write down: the office's choice of rules, and how everybody stood this week?"""

from datetime import date

from django.db import connection
from django.db.models import Case, CharField, F, Value, When
from django.db.transaction import atomic

from apprenticeships.models import Apprenticeship
from okportal.audit.actions import record
from okportal.home.caseload import rules_in_use_here, with_findings
from okportal.home.light_rules import RULE_OF, RULES
from okportal.home.lights import monday_of
from okportal.home.models import LightRule


@atomic
def choose_light_rules(*, chosen: dict, by):
    """`chosen`: {key: (is_on, threshold or None)}. What equals the default is not stored."""
    before = {row.key: row for row in LightRule.objects.in_office_of(by).select_for_update()}
    for key, (is_on, typed) in chosen.items():
        row = before.get(key) or LightRule(office_id=by.office.pk, key=key, threshold=RULE_OF[key].threshold)
        threshold = row.threshold if typed is None else typed  # a rule that is left out keeps its own
        if (row.is_on, row.threshold) == (is_on, threshold):
            continue
        row.is_on, row.threshold = is_on, threshold
        row.save()
        record(by, "light_rule.chosen", row, key=key, is_on=is_on, threshold=threshold)


@atomic
def write_week(*, office_id: int, today: date) -> int:
    """How every running apprenticeship of the office one is in stands this week, in one statement.

    Returns how many were new: the second run of a week writes nothing. Call inside the office's scope.
    """
    judged = with_findings(Apprenticeship.objects.running(), today, rules_in_use_here()).order_by()
    rows = judged.values_list(
        F("office_id"), F("pk"), Value(monday_of(today)), _of_rule("tone"), _of_rule("key")
    )  # fmt: skip
    select, parameters = rows.query.sql_with_params()
    into = "INSERT INTO home_weeklylight (office_id, apprenticeship_id, week_on, tone, rule)"
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {select} ON CONFLICT (office_id, apprenticeship_id, week_on) DO NOTHING", parameters)
        return cursor.rowcount


def _of_rule(fact: str) -> Case:
    return Case(
        *(When(rule=index, then=Value(getattr(rule, fact))) for index, rule in enumerate(RULES)),
        output_field=CharField(),
    )
