"""What do apprenticeships do when something happens below?"""

from django.dispatch import receiver

from apprenticeships.actions import link_login
from okportal.people.models import Invitation
from okportal.people.signals import invitation_accepted
from okportal.permissions import Role


@receiver(invitation_accepted, sender=Invitation)
def open_own_file(sender, invitation, user, **kwargs):
    if invitation.role == Role.APPRENTICE:
        link_login(office_id=invitation.office_id, email=invitation.email, user=user)
