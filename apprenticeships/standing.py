"""What is this person to this apprentice, and what may that part do in the file?

Roles are held in an office: the same person may answer for one apprentice, instruct another and be in training
themselves. In a file only those roles count that one has there.
"""

from dataclasses import dataclass

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
    held = set(member.roles.intersection(OFFICE_ROLES))
    if apprenticeship.apprentice.user_id == member.user.pk:
        held.add(Role.APPRENTICE)
    if member.is_company_person:
        mine = CompanyPerson.objects.of(member)
        held |= {Role(person.role) for person in mine if _has_part(person, apprenticeship)}
    return Standing(member.roles & held)


def _has_part(person, apprenticeship) -> bool:
    """Follows Apprenticeship.objects.visible_to, person by person."""
    if person.pk in (apprenticeship.supervisor_id, apprenticeship.instructor_id, apprenticeship.hr_id):
        return True
    if person.sees == CompanyPerson.Sees.ESTABLISHMENT:
        return person.establishment_id is not None and person.establishment_id == apprenticeship.establishment_id
    return person.sees == CompanyPerson.Sees.ALL and person.company_id == apprenticeship.company_id
