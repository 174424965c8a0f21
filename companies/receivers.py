"""What does a company learn from what happened elsewhere?"""

from django.dispatch import receiver

from companies import actions
from okportal.people.signals import invitation_accepted


@receiver(invitation_accepted)
def link_login(sender, invitation, user, **kwargs):
    actions.link_login(office_id=invitation.office_id, email=invitation.email, role=invitation.role, user=user)
