"""In which language does the page speak, and has office staff shown a second factor?"""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone, translation

from okportal.offices.models import Membership
from okportal.offices.scope import office_scope

ASKED_ONCE = "second_factor_settled"


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
        if not request.session.get(ASKED_ONCE):
            if needs_second_factor(request.user) and not is_mfa_enabled(request.user):
                return redirect("people:second_factor")
            request.session[ASKED_ONCE] = True
        return None

    def is_open(self, request):
        match = request.resolver_match
        return match.url_name in {"second_factor", "appearance", "live", "ready"} or (match.route.startswith("konto/"))


def needs_second_factor(user) -> bool:
    if user.is_staff:
        return True
    with office_scope(None, user.pk):
        return Membership.objects.filter(user=user).on(timezone.localdate()).staff().exists()
