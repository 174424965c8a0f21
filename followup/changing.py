"""Which half-year talks move, come or fall away when the training period gets another last day?"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.effects import Changed, Effect, register
from contracts.models import Contract
from contracts.states import ContractState
from followup.models import Talk
from followup.rules import talk_days
from followup.states import TalkState

TALKS = 10  # place among what a change of a contract leads to


@dataclass(frozen=True)
class Replan:
    """What becomes of a contract's talks. Held ones stay, and so does a date that people have agreed on."""

    comes: list[tuple[int, date]]  # number and day of talks that are not there yet
    returns: list[tuple[Talk, date]]  # had fallen away because the training was to end before them
    moves: list[tuple[Talk, date]]
    goes: list[Talk]
    stays_agreed: list[Talk]  # with a date, although the half-years lie otherwise now

    def __bool__(self):
        return any((self.comes, self.returns, self.moves, self.goes, self.stays_agreed))


def due_days(contract: Contract, end_on: date, pauses) -> dict[int, date]:
    """{number: day} of the half-years of the whole training, so that a new company's contract goes on counting."""
    start_on = contract.apprenticeship.start_on or contract.start_on
    return dict(enumerate(talk_days(min(start_on, contract.start_on), end_on, pauses), start=1))


def replan(contract: Contract, *, old_end_on: date, end_on: date, pauses) -> Replan:
    """By the half-years of training from its first day to `end_on`. One query; nothing is written."""
    days, known = due_days(contract, end_on, pauses), Talk.objects.filter(apprenticeship=contract.apprenticeship_id)
    numbers, talks = {talk.number for talk in known}, [talk for talk in known if talk.contract_id == contract.pk]
    planned = [talk for talk in talks if talk.state == TalkState.PLANNED]
    agreed = [talk for talk in talks if talk.state == TalkState.SCHEDULED]
    gone = [talk for talk in talks if talk.state == TalkState.CANCELLED and talk.due_on >= old_end_on]
    return Replan(
        comes=[(number, day) for number, day in days.items() if number not in numbers and day >= contract.start_on],
        returns=[(talk, days[talk.number]) for talk in gone if talk.number in days],
        moves=[(talk, days[talk.number]) for talk in planned if days.get(talk.number, talk.due_on) != talk.due_on],
        goes=[talk for talk in planned if talk.number not in days],
        stays_agreed=[talk for talk in agreed if days.get(talk.number) != talk.due_on],
    )


def effects(contract: Contract, changed: Changed) -> list[Effect]:
    """What a change would do to the talks, in sentences."""
    if contract.state != ContractState.ACTIVE:
        return []  # planned when the training begins, from what the contract says then
    found = replan(contract, old_end_on=changed.end_on, end_on=changed.new_end_on, pauses=changed.pauses)
    if not found:
        return []
    new = [*found.comes, *((talk.number, day) for talk, day in found.returns)]
    parts = [
        (gettext_lazy("New: %(talks)s."), new),
        (gettext_lazy("Moved: %(talks)s."), [(talk.number, day) for talk, day in found.moves]),
        (gettext_lazy("Fall away: %(talks)s."), [(talk.number, talk.due_on) for talk in found.goes]),
        (
            gettext_lazy("A date is agreed already, look it over: %(talks)s."),
            [(talk.number, talk.agreed_on) for talk in found.stays_agreed],
        ),
    ]
    said = " ".join(sentence % {"talks": _list(talks)} for sentence, talks in parts if talks)
    return [Effect(_("Half-year talks"), said, "warning" if found.stays_agreed else "info")]


def _list(talks) -> str:
    items = [
        _("talk %(number)s on %(day)s") % {"number": number, "day": date_format(day, "DATE_FORMAT")}
        for number, day in talks
    ]
    return get_text_list(items, _("and"))


register(TALKS, effects)
