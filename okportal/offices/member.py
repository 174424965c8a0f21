"""Who is this person in this office, today?"""

from dataclasses import dataclass
from datetime import date

from okportal.offices.models import Membership, Office
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, ROLES, Permission, Role


@dataclass(frozen=True)
class Member:
    """A signed-in person inside one office. `roles` are those that hold `today` (an Oslo date)."""

    user: object
    office: Office
    roles: frozenset[Role]
    today: date

    def can(self, permission: Permission) -> bool:
        return any(permission in ROLES[role] for role in self.roles)

    @property
    def is_staff(self) -> bool:
        """Works in the office itself (administrator, advisor, reader)."""
        return not self.roles.isdisjoint(OFFICE_ROLES)

    @property
    def is_company_person(self) -> bool:
        return not self.roles.isdisjoint(COMPANY_ROLES)

    @property
    def is_apprentice(self) -> bool:
        return Role.APPRENTICE in self.roles

    @property
    def role_names(self) -> str:
        order = list(Role)
        return " · ".join(str(Role(role).label) for role in sorted(self.roles, key=order.index))


def member_of(slug: str, user, today: date) -> Member | None:
    """The person with today's roles in the office of this slug, in one query; None for one without any role."""
    held = list(Membership.objects.filter(user=user, office__slug=slug).on(today).select_related("office"))
    if not held:
        return None
    return Member(user, held[0].office, frozenset(Role(membership.role) for membership in held), today)
