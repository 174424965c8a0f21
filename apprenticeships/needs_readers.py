"""Who may be named to read a needs mapping, and for whom is there such a page?"""

from apprenticeships.audience import SELF, Reader, can_open
from apprenticeships.models import NeedsMapping
from okportal.offices.models import Membership
from okportal.permissions import ROLES, Permission

MAY_READ = [role for role, permissions in ROLES.items() if Permission.NEEDS_SEE in permissions]


def may_be_named(apprenticeship, today) -> list[Reader]:
    """Those who can open the file, and needs mappings by a role they hold. The apprentice reads the own in any case."""
    around = [reader for reader in can_open(apprenticeship, today) if reader.side != SELF]
    members = Membership.objects.on(today).filter(office_id=apprenticeship.office_id, role__in=MAY_READ)
    known = set(members.filter(user_id__in=[reader.user_id for reader in around]).values_list("user_id", flat=True))
    return [reader for reader in around if reader.user_id in known]


def has_page(member, apprenticeship_id: int) -> bool:
    """Can this person open a mapping in the file, or make one? For everybody else there is no such page."""
    if member.can(Permission.NEEDS_EDIT):
        return True
    return NeedsMapping.objects.visible_to(member).filter(apprenticeship_id=apprenticeship_id).exists()
