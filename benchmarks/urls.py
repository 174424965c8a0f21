"""Which pages are the floor of all pages? Two that know who asks, and say no more than that."""

from django.http import HttpResponse
from django.urls import include, path

from okportal.permissions import any_member


def bare(request):
    """Session and person: two questions to the database, through all middleware."""
    return HttpResponse(request.user.name, content_type="text/plain")


@any_member
def bare_in_office(request):
    """The same inside an office: two questions more, for the walls and for the person's roles."""
    return HttpResponse(request.member.role_names, content_type="text/plain")


urlpatterns = [
    path("bare", bare, name="bare"),
    path("<slug:office>/bare", bare_in_office, name="bare_in_office"),
    path("", include("okportal.config.urls")),
]
