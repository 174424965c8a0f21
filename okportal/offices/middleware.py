"""How does a request come into its office?"""

from django.db import connection
from django.http import Http404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from okportal.errors import Refused, refused_page
from okportal.offices.member import member_of
from okportal.offices.models import Membership, Office
from okportal.offices.scope import office_scope, platform_scope


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
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "admin" in request.resolver_match.app_names and request.user.is_staff:
            with platform_scope(request.user.pk):
                response = view(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response
        slug = kwargs.pop("office", None)
        if slug is None:
            return None
        try:
            with office_scope(office_id_of(slug), request.user.pk):
                self.enter(request, slug, view)
                response = view(request, *args, **kwargs)
        except Refused as refusal:
            response = refused_page(request, refusal)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def enter(self, request, slug, view):
        request.office = Office.objects.filter(slug=slug).first()
        if request.office and request.user.is_authenticated:
            request.member = member_of(request.office, request.user, timezone.localdate())
        if request.member is None and not getattr(view, "open_to_anyone", False):
            request.office = None  # the error page must not show the name of an office that one has no part in
        if request.office is None:
            raise Http404


def office_id_of(slug: str) -> int | None:
    """The office's id from its slug, asked through a definer function because no office is entered yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT okportal_office_id(%s)", [slug])
        return cursor.fetchone()[0]


def offices_of(user) -> list[Office]:
    """The offices in which the person has a role today, by name, for the switcher."""
    if not user.is_authenticated:
        return []
    with office_scope(None, user.pk):
        memberships = Membership.objects.filter(user=user).on(timezone.localdate())
        return list(Office.objects.filter(pk__in=memberships.values("office_id")))
