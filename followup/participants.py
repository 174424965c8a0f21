"""Who belongs at a talk?"""

from dataclasses import dataclass

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
    """Apprentice, supervisor, instructor and advisor, as far as the apprenticeship has them. One query."""
    named = Apprenticeship.objects.select_related(
        "apprentice__user", "supervisor__user", "instructor__user", "advisor__user"
    ).get(pk=apprenticeship.pk)
    company_people = (
        (Participant.Role.APPRENTICE, named.apprentice),
        (Participant.Role.SUPERVISOR, named.supervisor),
        (Participant.Role.INSTRUCTOR, named.instructor),
    )
    people = [
        Person(role, row.user_id, row.name, row.email, row.user.language if row.user else row.language)
        for role, row in company_people
        if row is not None
    ]
    if named.advisor is not None:
        advisor = named.advisor.user
        people.append(Person(Participant.Role.ADVISOR, advisor.pk, advisor.name, advisor.email, advisor.language))
    return people
