"""Until when must a contract be with the county, when has the county usually decided, and what is late today?

The county's own figures (domain § 14, offices.CountyRule) decide; where a county has set no day to send by, the law's
holds: the contract is written before the training starts (opplæringslova § 7-2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from contracts.models import Amendment, Contract, CountyEntry
from contracts.states import AmendmentState, ContractState
from okportal.offices.models import CountyRule

SIGNED_DAYS = 3  # signed and not sent for so long: somebody has forgotten it
NEAR_DAYS = 7  # before the day to send by
REMARK_DAYS = 3  # before the day to answer by
WAITING = (ContractState.SIGNED, ContractState.AT_COUNTY, ContractState.RETURNED)
Kind = CountyEntry.Kind
COURSE = (Kind.SENT, Kind.RETURNED, Kind.ANSWERED, Kind.APPROVED, Kind.REFUSED)  # letters beside it are no step


@dataclass(frozen=True)
class Figures:
    """One county's figures on a day.

    `send_days`: after the first day of training, negative for days before it; None: the county has set none.
    """

    send_days: int | None = None
    answer_days: int = CountyRule._meta.get_field("answer_days").default
    decision_weeks: int = CountyRule._meta.get_field("decision_weeks").default


@dataclass(frozen=True)
class Due:
    """What is to be done about one contract at the county. `stage` names the task, `mark` the fact that raised it.

    `change`: the number of the change it is about, None for the contract itself.
    """

    stage: str
    due_on: date | None
    mark: int
    change: int | None = None


class Counties:
    """Every county's figures, read once for a whole list: one query."""

    def __init__(self, rules: Iterable[CountyRule] | None = None):
        found = CountyRule.objects.order_by("-valid_from") if rules is None else rules
        self._rules: dict[str, list[CountyRule]] = {}
        for rule in found:
            self._rules.setdefault(rule.county_id, []).append(rule)

    def of(self, contract: Contract) -> Figures:
        """The version that holds on the first day of training; the portal's usual figures where there is none."""
        return self.on(contract.apprenticeship.county_id, contract.start_on)

    def on(self, county_id: str, day: date | None) -> Figures:
        for rule in self._rules.get(county_id, ()):
            if day is None or rule.valid_from <= day:
                return _figures(rule)
        return Figures()


def figures_on(county_id: str, day: date) -> Figures:
    rule = CountyRule.objects.in_force(county_id, day)
    return _figures(rule) if rule else Figures()


def send_by(start_on: date | None, figures: Figures) -> date | None:
    """The last day for the contract to be with the county; None without a first day of training."""
    if start_on is None:
        return None
    return start_on + timedelta(days=figures.send_days or 0)


def decide_by(sent_on: date, figures: Figures) -> date:
    return sent_on + timedelta(weeks=figures.decision_weeks)


def answer_by(returned_on: date, figures: Figures) -> date:
    return returned_on + timedelta(days=figures.answer_days)


def decision_due(contract: Contract, last: CountyEntry | None, figures: Figures) -> date | None:
    """As the newest step says; for a contract sent before its steps were written down, from the day it was sent."""
    if last is not None:
        return last.due_on
    return decide_by(contract.sent_to_county_on, figures) if contract.sent_to_county_on else None


def course_of(contract: Contract):
    """The steps to and from the county of the contract itself, newest first."""
    return contract.county_entries.filter(amendment=None, kind__in=COURSE)


def last_steps(contracts) -> dict[int, CountyEntry]:
    """{id of a contract: its newest step}; one query for all of them."""
    rows = CountyEntry.objects.filter(contract__in=contracts, amendment=None, kind__in=COURSE)
    return {row.contract_id: row for row in rows.order_by("contract_id", "-on", "-id").distinct("contract_id")}


def due(contract: Contract, last: CountyEntry | None, signed_on: date | None, figures: Figures, today: date):
    """A Due when somebody has to do something about the contract today, else None. `figures`: on its first day."""
    if contract.state == ContractState.SIGNED:
        return _to_send(contract, signed_on, send_by(contract.start_on, figures), today)
    if contract.state == ContractState.AT_COUNTY:
        until = decision_due(contract, last, figures)
        return Due("no_answer", until, last.pk if last else 0) if until and today > until else None
    if last is None or last.due_on is None:
        return None
    if contract.state == ContractState.RETURNED:
        is_near = today >= last.due_on - timedelta(days=REMARK_DAYS)
        return Due("answer_near" if is_near else "answer", last.due_on, last.pk)
    return None


def agreed_on(change: Amendment) -> date:
    """The Oslo day on which all had said yes to a change of `Amendment.objects.at_county()`."""
    return timezone.localdate(change.signed_at or change.created_at)


def change_days(change: Amendment, figures: Figures) -> tuple[date, date]:
    """(since when a change that the county has to consent to waits, until when): for the list of such changes."""
    if change.sent_to_county_on:
        return change.sent_to_county_on, decide_by(change.sent_to_county_on, figures)
    return agreed_on(change), change.from_on


def change_due(change: Amendment, agreed_on: date, figures: Figures, today: date) -> Due | None:
    """The same for a change that needs the county's consent, which it is to have before it counts (§ 7-2).

    `agreed_on`: when all had said yes; `figures`: on the day it was sent.
    """
    if change.state == AmendmentState.SIGNED:
        is_forgotten = today >= agreed_on + timedelta(days=SIGNED_DAYS)
        is_near = today >= change.from_on - timedelta(days=NEAR_DAYS)
        return Due("change_send", change.from_on, change.pk, change.number) if is_forgotten or is_near else None
    if change.state == AmendmentState.AT_COUNTY and change.sent_to_county_on:
        until = decide_by(change.sent_to_county_on, figures)
        return Due("change_no_answer", until, change.pk, change.number) if today > until else None
    return None


def _to_send(contract, signed_on, until, today) -> Due | None:
    mark = contract.round_id or 0
    if until and today > until:
        return Due("send_late", until, mark)
    is_forgotten = signed_on is not None and today >= signed_on + timedelta(days=SIGNED_DAYS)
    is_near = until is not None and today >= until - timedelta(days=NEAR_DAYS)
    return Due("send", until, mark) if is_forgotten or is_near else None


def _figures(rule: CountyRule) -> Figures:
    return Figures(rule.send_days, rule.answer_days, rule.decision_weeks)
