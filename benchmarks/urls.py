"""Which page is the floor of all pages? One that knows who asks, and says no more than that."""

from django.http import HttpResponse
from django.urls import include, path


def bare(request):
    """Session and person: two questions to the database, through all middleware."""
    return HttpResponse(request.user.name, content_type="text/plain")


urlpatterns = [path("bare", bare, name="bare"), path("", include("okportal.config.urls"))]
