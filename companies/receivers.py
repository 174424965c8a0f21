"""What does a company learn from what happened elsewhere?"""

from django.dispatch import receiver

from companies.models import CompanyPerson
from okportal.people.signals import invitation_accepted


@receiver(invitation_accepted)
def link_login(sender, invitation, user, **kwargs):
    """The rows of this address and role in the office now belong to the one who proved to own the address."""
    open_rows = CompanyPerson.objects.filter(role=invitation.role, user__isnull=True, to_on__isnull=True)
    open_rows.filter(email__iexact=invitation.email).update(user=user)
