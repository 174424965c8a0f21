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
    def role_names(self) -> str:
        order = list(Role)
        return " · ".join(str(Role(role).label) for role in sorted(self.roles, key=order.index))


def roles_of(user, today: date) -> list[Membership]:
    """All roles the person holds today, in all offices, by office name: the policy admits one's own. One query."""
    held = Membership.objects.filter(user=user).on(today)
    return list(held.select_related("office").order_by("office__name", "office_id"))


def member_of(slug: str, user, held: list[Membership], today: date) -> Member | None:
    """The person in the office of this slug, from `roles_of`; None for one without a role there."""
    here = [membership for membership in held if membership.office.slug == slug]
    if not here:
        return None
    return Member(user, here[0].office, frozenset(Role(membership.role) for membership in here), today)
