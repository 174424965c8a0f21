"""In which language does the page speak, and has office staff shown a second factor?"""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone, translation

from okportal.offices.models import Membership
from okportal.offices.scope import office_scope

HAS_SECOND_FACTOR = "has_second_factor"  # session key; saves staff who have one the two questions per request


class LanguageMiddleware:
    """A signed-in person's own language; before that the cookie or the browser's wish."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class SecondFactorMiddleware:
    """With REQUIRE_MFA, office staff and platform staff come no further than the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.REQUIRE_MFA or not request.user.is_authenticated or self.is_open(request):
            return None
        # Only a second factor that is there is remembered: roles are given while somebody is signed in.
        if not request.session.get(HAS_SECOND_FACTOR) and needs_second_factor(request.user):
            if not is_mfa_enabled(request.user):
                return redirect("people:second_factor")
            request.session[HAS_SECOND_FACTOR] = True
        return None

    def is_open(self, request):
        match = request.resolver_match
        return match.url_name in {"second_factor", "appearance", "live", "ready"} or (match.route.startswith("konto/"))


def needs_second_factor(user) -> bool:
    if user.is_staff:
        return True
    with office_scope(None, user.pk):
        return Membership.objects.filter(user=user).on(timezone.localdate()).staff().exists()
