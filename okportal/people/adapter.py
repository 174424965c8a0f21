"""What does OKportal ask of the login library that it does not do by itself?"""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False  # accounts come from an invitation by an office, never from a public form

    def get_login_redirect_url(self, request):
        return reverse("people:start")
