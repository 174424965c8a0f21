"""Addresses of the pages that read every app."""

from django.urls import path

from okportal.home import views

app_name = "home"

urlpatterns = [
    path("", views.my_day, name="my_day"),
    path("min-dag/", views.caseload, name="caseload"),
    path("mine-laerlinger/", views.own_apprentices, name="own_apprentices"),
    path("tidligere-laerlinger/", views.former, name="former"),
    path("tidligere-laerlinger/<int:handover_id>/", views.former_one, name="former_one"),
    path("tidligere-laerlinger/<int:handover_id>/kontrakt.pdf", views.former_contract, name="former_contract"),
    path("min-opplaering/", views.own_training, name="own_training"),
    path("oversikt/", views.office, name="office"),
    path("trafikklys/", views.choose_rules, name="choose_rules"),
    path("laerlinger/<int:apprenticeship_id>/status/", views.light, name="light"),
    path("laerlinger/<int:apprenticeship_id>/tidslinje/", views.timeline, name="timeline"),
    path("laerlinger/<int:apprenticeship_id>/plasseringer/forslag/", views.rotation, name="rotation"),
    path("bedrifter/<int:company_id>/tilstand/", views.company_health, name="company_health"),
    path("sok/", views.search, name="search"),
]
