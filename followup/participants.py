"""Who belongs at a talk?"""

from dataclasses import dataclass

from django.utils import timezone

from apprenticeships.models import Apprenticeship
from followup.models import Participant

ALWAYS = (Participant.Role.APPRENTICE, Participant.Role.SUPERVISOR)
BY_CHOICE = (Participant.Role.INSTRUCTOR, Participant.Role.ADVISOR)


@dataclass(frozen=True)
class Person:
    """One who can be asked, as the apprenticeship names them today; `user_id` None without a login yet."""

    role: Participant.Role
    user_id: int | None
    name: str
    email: str
    language: str


def people_of(apprenticeship: Apprenticeship) -> list[Person]:
    """Apprentice, supervisor, instructor and advisor, as far as they are named and have not left. One query."""
    named = Apprenticeship.objects.select_related(
        "apprentice__user", "supervisor__user", "instructor__user", "advisor__user"
    ).get(pk=apprenticeship.pk)
    today = timezone.localdate()
    own_rows = (
        (Participant.Role.APPRENTICE, named.apprentice),
        (Participant.Role.SUPERVISOR, _here(named.supervisor, today)),
        (Participant.Role.INSTRUCTOR, _here(named.instructor, today)),
    )
    people = [
        Person(role, row.user_id, row.name, row.email, row.user.language if row.user else row.language)
        for role, row in own_rows
        if row is not None
    ]
    if _here(named.advisor, today) is not None:
        advisor = named.advisor.user
        people.append(Person(Participant.Role.ADVISOR, advisor.pk, advisor.name, advisor.email, advisor.language))
    return people


def _here(holder, today):
    """The holder of a role (a person in the company, a membership) while the role lasts."""
    return holder if holder is not None and (holder.to_on is None or holder.to_on >= today) else None
