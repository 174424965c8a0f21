"""What does somebody answer for through a role in a company, and who can take it over when the role ends?

The apps above name people for their own things: each registers its duties when it is ready, and the page that ends a
role asks about all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from companies.models import CompanyPerson
from okportal.errors import Refused


@dataclass(frozen=True)
class Duty:
    """One kind of thing that a person is named for. Lazy texts.

    `held_by(person)` gives the rows that name this role of the person now. `hand_over(person, successor, by)` gives
    them all away, in the caller's transaction; `successor` is None for nobody. Only those with a role in `roles` can
    take it over. With no roles nobody is asked: it follows from the others, and `note` says how. Handed over in the
    order of `place`.
    """

    key: str
    label: Any
    held_by: Callable[[CompanyPerson], QuerySet]
    hand_over: Callable
    place: int
    roles: frozenset[str] = frozenset()
    can_be_nobody: bool = False
    note: Any = ""


@dataclass(frozen=True)
class Held:
    """A duty that somebody has, how often, and who could take it over."""

    duty: Duty
    count: int
    successors: tuple[CompanyPerson, ...]

    @property
    def is_asked(self) -> bool:
        return bool(self.duty.roles)

    @property
    def field(self) -> str:
        """Name of the form field that asks for the successor."""
        return f"to_{self.duty.key}"


_duties: dict[str, Duty] = {}


def register(*duties: Duty):
    """The same key again replaces what was there."""
    _duties.update({duty.key: duty for duty in duties})


def of(person: CompanyPerson, today) -> list[Held]:
    """What the person answers for through this role: one query a duty, and one for those who could take over."""
    counts = [(duty, duty.held_by(person).count()) for duty in sorted(_duties.values(), key=lambda duty: duty.place)]
    held = [(duty, count) for duty, count in counts if count]
    if not held:
        return []
    others = list(possible_successors(person, today))
    return [
        Held(duty, count, tuple(other for other in others if other.role in duty.roles)) for duty, count in held
    ]  # fmt: skip


def possible_successors(person: CompanyPerson, today) -> QuerySet:
    """Who works in the same company today and has no last day."""
    people = CompanyPerson.objects.filter(office_id=person.office_id, company_id=person.company_id, to_on__isnull=True)
    return people.on(today).exclude(pk=person.pk).order_by("name", "pk")


def hand_over(person: CompanyPerson, successors: dict, by) -> list[tuple[Held, CompanyPerson | None]]:
    """Give away all that the person holds: `successors` has an answer for each duty that asks, None for nobody.

    Call in the transaction that ends the role. Raises Refused, at the duty's field, for the first one unanswered.
    """
    held = of(person, by.today)
    answers = [(each, _answer(each, successors)) for each in held]
    for each, successor in answers:
        each.duty.hand_over(person=person, successor=successor, by=by)
    return answers


def _answer(held: Held, successors: dict) -> CompanyPerson | None:
    duty, chosen = held.duty, successors.get(held.duty.key)
    if not held.is_asked:
        return None
    if chosen is None and not (duty.can_be_nobody and duty.key in successors):
        raise Refused(
            _("Choose who takes over: %(duty)s (%(count)s).") % {"duty": duty.label, "count": held.count},
            field=held.field, way_out="" if held.successors else _("Add the person who takes over first."),
        )  # fmt: skip
    if chosen is not None and chosen not in held.successors:
        raise Refused(
            _("%(name)s cannot take this over today.") % {"name": chosen.name}, field=held.field,
            way_out=_("Choose somebody in the same company whose role fits and has begun."),
        )  # fmt: skip
    return chosen
