"""Addresses of people's own pages (outside offices) and of an office's staff (inside)."""

from django.urls import path

from okportal.people import views

app_name = "people"

urlpatterns = [
    # outside any office
    path("", views.start, name="start"),
    path("min-konto/", views.preferences, name="preferences"),
    path("utseende/", views.appearance, name="appearance"),
    path("andre-faktor/", views.second_factor, name="second_factor"),
    # inside an office
    path("<slug:office>/invitasjon/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("<slug:office>/ansatte/", views.staff, name="staff"),
    path("<slug:office>/ansatte/inviter/", views.invite_staff, name="invite_staff"),
    path("<slug:office>/ansatte/<int:membership_id>/avslutt/", views.end_membership, name="end_membership"),
]
