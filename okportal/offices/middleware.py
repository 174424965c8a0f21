"""How does a request come into its office?"""

from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from okportal.errors import Refused, refused_page
from okportal.offices.member import member_of, roles_of
from okportal.offices.models import Office
from okportal.offices.scope import office_scope, platform_scope, scope_of_slug


class OfficeMiddleware:
    """Addresses that begin with an office's slug run inside that office; who has no role there gets 404.

    The view is called here, inside the office's transaction: an exception on its way out rolls back what the
    request wrote. Last in MIDDLEWARE, so that every other guard has spoken before.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.office = None
        request.member = None
        request.user_offices = SimpleLazyObject(lambda: offices_of(request.user))
        response = self.get_response(request)
        # Pages are about people, and machines are shared: nothing stays in a cache.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request, view, args, kwargs):
        if "admin" in request.resolver_match.app_names and request.user.is_staff:
            with platform_scope(request.user.pk):
                response = view(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response
        slug = kwargs.pop("office", None)
        if slug is None:
            return None
        try:
            with scope_of_slug(slug, request.user.pk):
                self.enter(request, slug, view)
                return view(request, *args, **kwargs)
        except Refused as refusal:
            return refused_page(request, refusal)
        except Http404:
            if request.member is None:
                request.office = None  # the error page names no office to one who has no part in it
            raise

    def enter(self, request, slug, view):
        if request.user.is_authenticated:
            today = timezone.localdate()
            held = roles_of(request.user, today)
            request.user_offices = offices_in(held)
            request.member = member_of(slug, request.user, held, today)
        if request.member:
            request.office = request.member.office
        elif getattr(view, "open_to_anyone", False):
            request.office = Office.objects.filter(slug=slug).first()
        if request.office is None:
            raise Http404


def offices_of(user) -> list[Office]:
    """The offices in which the person has a role today, by name, for the switcher."""
    if not user.is_authenticated:
        return []
    with office_scope(None, user.pk):
        return offices_in(roles_of(user, timezone.localdate()))


def offices_in(held) -> list[Office]:
    """Each office once, in the order of the roles."""
    return list({membership.office_id: membership.office for membership in held}.values())
