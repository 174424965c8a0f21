"""What is this person to this apprentice, and what may that part do in the file?

Roles are held in an office: the same person may answer for one apprentice, instruct another and be in training
themselves. In a file only those roles count that one has there, and in the own file one is the apprentice and nothing
else: nobody confirms the own absence, or reads what others write about them for one another.
"""

from dataclasses import dataclass, replace

from companies.models import CompanyPerson
from okportal.permissions import OFFICE_ROLES, ROLES, Permission, Role


@dataclass(frozen=True)
class Standing:
    """`roles` are those that one person holds towards one apprentice today."""

    roles: frozenset[Role]

    def can(self, permission: Permission) -> bool:
        return any(permission in ROLES[role] for role in self.roles)

    @property
    def is_staff(self) -> bool:
        return not self.roles.isdisjoint(OFFICE_ROLES)

    @property
    def sees_absence_kinds(self) -> bool:
        """Why somebody is away is for the office, those who report it, and the apprentice.

        An instructor needs to know that somebody is away and until when, no more (domain § 10).
        """
        return self.is_staff or self.can(Permission.ABSENCE_REPORT)


def standing(member, apprenticeship) -> Standing:
    """Needs the apprentice loaded; one query for people of companies, none for others."""
    return standings(member, [apprenticeship])[apprenticeship.pk]


def standings(member, apprenticeships) -> dict[int, Standing]:
    """As `standing`, of several at once, by the apprenticeship's id; as many queries as for one."""
    mine = list(CompanyPerson.objects.of(member)) if member.is_company_person else []
    return {row.pk: Standing(member.roles & _held(member, mine, row)) for row in apprenticeships}


def in_file(member, apprenticeship):
    """The member with the rights that count in this file, for what the roles in the office decide elsewhere."""
    return as_towards(member, apprenticeship.apprentice)


def as_towards(member, apprentice):
    """As `in_file`, where no training is at hand."""
    if apprentice.user_id != member.user.pk:
        return member
    return replace(member, roles=member.roles & {Role.APPRENTICE})


def _held(member, mine, apprenticeship) -> set[Role]:
    if apprenticeship.apprentice.user_id == member.user.pk:
        return {Role.APPRENTICE}
    parts = {Role(person.role) for person in mine if _has_part(person, apprenticeship)}
    return parts.union(member.roles.intersection(OFFICE_ROLES))


def _has_part(person, apprenticeship) -> bool:
    """Follows Apprenticeship.objects.visible_to, person by person."""
    if person.pk in (apprenticeship.supervisor_id, apprenticeship.instructor_id, apprenticeship.hr_id):
        return True
    if person.sees == CompanyPerson.Sees.ESTABLISHMENT:
        return person.establishment_id is not None and person.establishment_id == apprenticeship.establishment_id
    return person.sees == CompanyPerson.Sees.ALL and person.company_id == apprenticeship.company_id
