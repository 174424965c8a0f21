"""What do people's pages learn from the login library?"""

from allauth.mfa.signals import authenticator_removed
from django.dispatch import receiver

from okportal.people.middleware import HAS_SECOND_FACTOR


@receiver(authenticator_removed)
def ask_again(sender, request, **kwargs):
    """Whether another one is left is asked at the next page."""
    request.session.pop(HAS_SECOND_FACTOR, None)
