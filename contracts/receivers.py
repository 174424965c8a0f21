"""What do contracts do when people come in?"""

from django.dispatch import receiver

from contracts.models import Party
from contracts.states import ContractState
from okportal.people.models import Invitation
from okportal.people.signals import invitation_accepted
from okportal.permissions import Role

PARTY_OF_ROLE = {Role.APPRENTICE: Party.Role.APPRENTICE, Role.TRAINING_SUPERVISOR: Party.Role.COMPANY}


@receiver(invitation_accepted, sender=Invitation, dispatch_uid="contracts.link_signer")
def link_signer(sender, invitation, user, **kwargs):
    """A party that was asked by mail only can sign from now on."""
    if role := PARTY_OF_ROLE.get(invitation.role):
        Party.objects.unsigned().filter(
            user=None, role=role, email__iexact=invitation.email, contract__state=ContractState.WITH_PARTIES
        ).update(user=user)
