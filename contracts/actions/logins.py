"""How does a signer come to a login: is there one already, or is one offered?"""

from django.utils import timezone

from apprenticeships.actions import link_login as link_apprentice
from companies.actions import link_login as link_company_person
from contracts.models import Party
from contracts.signing.signers import LOGIN_ROLES
from okportal.people.actions import invite
from okportal.people.models import Invitation
from okportal.permissions import Role

LONGEST_NAME = Invitation._meta.get_field("name").max_length


def link_logins(parties: list[Party]):
    """Those who have a login in the office by address and role own their file from now on."""
    for party in parties:
        role = LOGIN_ROLES.get(party.role)
        if role is None or party.user_id is None:
            continue
        if role == Role.APPRENTICE:
            link_apprentice(office_id=party.office_id, email=party.email, user=party.user)
        else:
            link_company_person(office_id=party.office_id, email=party.email, role=role, user=party.user)


def invite_missing(parties: list[Party], by):
    """An invitation to everybody who could log in and has no login, unless one is open."""
    for party in parties:
        role = LOGIN_ROLES.get(party.role)
        if role and party.user_id is None and not is_awaited(party):
            invite(
                email=party.email, name=party.name[:LONGEST_NAME], role=role, by=by, language=party.language,
                office_id=party.office_id,
            )  # fmt: skip


def is_awaited(party: Party) -> bool:
    """Is a login for this signer still to be accepted?"""
    role = LOGIN_ROLES.get(party.role)
    if role is None or party.user_id:
        return False
    return Invitation.objects.open_at(timezone.now()).filter(email__iexact=party.email, role=role).exists()
