"""What does the traffic light say of one apprenticeship, now and over the weeks?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from okportal.home.caseload import rules_in_use, take_apart, with_all_findings
from okportal.home.light_rules import AWAY, RULE_OF, RULES, TEST, TONES, Rule
from okportal.home.models import WeeklyLight
from okportal.permissions import Permission

WEEKS = 12


@dataclass(frozen=True)
class Light:
    """One rule that holds: the fact, what to do and where; `kinder` is what the apprentice reads."""

    rule: Rule
    tone: str
    fact: str
    action: Any
    page: tuple
    kinder: Any


def may_read(part, rule: Rule) -> bool:
    """May one with this `part` (apprenticeships.standing.Standing) be told what the rule is about?

    Who sees no absence, and no test, is not to read of them in the light either (domain § 10).
    """
    if rule.about == AWAY:
        return part.sees_absence_kinds
    return rule.about != TEST or part.can(Permission.EXAM_SEE)


def readable(part, in_use: tuple) -> tuple:
    """Those of the rules `in_use` that one with this part may read."""
    return tuple((key, threshold) for key, threshold in in_use if may_read(part, RULE_OF[key]))


def everything_about(apprenticeships, member, part) -> list[Light]:
    """All rules that hold for the one row of `apprenticeships` (`with_people()`) and that `part` may read, worst first.

    Two queries. Empty for a training that is not running: the rules judge what goes on.
    """
    row = with_all_findings(apprenticeships.running(), member.today, readable(part, rules_in_use(member))).first()
    if row is None:
        return []
    take_apart(row)
    found = [index for name, indexes in vars(row).items() if name.startswith("holding_") for index in indexes or ()]
    rules = [RULES[index] for index in sorted(index for index in found if index is not None)]
    keys = {rule.key for rule in rules}
    return [
        Light(rule, rule.tone, rule.fact(row, member.today), rule.action, rule.page(row), rule.kinder)
        for rule in rules
        if rule.tone != "success" and rule.hidden_by not in keys
    ]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_of(apprenticeship, today: date, part) -> list[dict]:
    """The last twelve weeks of one apprenticeship, oldest first: `week_on`, `tone`, `label` and the rule's `name`.

    The name is "" where it is not for one with this `part`.
    """
    since = monday_of(today) - timedelta(weeks=WEEKS)
    rows = WeeklyLight.objects.filter(apprenticeship=apprenticeship, week_on__gte=since).order_by("week_on")
    return [
        {
            "week_on": row.week_on,
            "tone": row.tone,
            "label": TONES[row.tone],
            "name": rule.name if may_read(part, rule) else "",
        }
        for row in rows
        if (rule := RULE_OF.get(row.rule))
    ]


def trend(member, apprenticeships) -> list[dict]:
    """How many of these stood in each tone, week by week, oldest first. One query."""
    since = monday_of(member.today) - timedelta(weeks=WEEKS)
    rows = WeeklyLight.objects.in_office_of(member).filter(apprenticeship__in=apprenticeships, week_on__gte=since)
    weeks: dict[date, dict] = {}
    counted = rows.order_by("week_on").values_list("week_on", "tone").annotate(Count("pk"))
    for week_on, tone, number in counted:
        weeks.setdefault(week_on, {"week_on": week_on, **dict.fromkeys(TONES, 0)})[tone] = number
    return list(weeks.values())
