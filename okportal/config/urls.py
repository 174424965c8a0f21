"""The contents page: which address belongs to which app?"""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from okportal.config import health

handler500 = "okportal.errors.server_error"

urlpatterns = [
    # outside any office
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("konto/", include("allauth.urls")),
    path("plattform/", admin.site.urls),
    # people: account pages outside, staff inside an office
    path("", include("okportal.people.urls")),
    # inside an office
    path("<slug:office>/", include("okportal.home.urls")),
    path("<slug:office>/oppgaver/", include("okportal.todo.urls")),
    path("<slug:office>/visninger/", include("okportal.saved_views.urls")),
    path("<slug:office>/meldinger/", include("okportal.outbox.urls")),
    path("<slug:office>/import/", include("okportal.imports.urls")),
    path("<slug:office>/bedrifter/", include("companies.urls")),
    path("<slug:office>/laerlinger/", include("apprenticeships.urls")),
    path("<slug:office>/opplaering/", include("training.urls")),
    path("<slug:office>/kontrakter/", include("contracts.urls")),
    path("<slug:office>/signer/", include("contracts.signing.link_urls")),
    path("<slug:office>/kontroller/", include("contracts.verifying.urls")),
    path("<slug:office>/samtaler/", include("followup.urls")),
    path("<slug:office>/oppmelding/", include("exams.urls")),
]
if settings.DEVELOPMENT:
    urlpatterns.insert(0, path("komponenter/", include("okportal.ui.urls")))
