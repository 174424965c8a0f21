"""Addresses of apprentices: /<office>/laerlinger/…; the number is the apprenticeship's."""

from django.urls import path

from apprenticeships import views

app_name = "apprenticeships"

urlpatterns = [
    # the list
    path("", views.list_apprenticeships, name="list"),
    path("ny/", views.register, name="register"),
    # one file
    path("<int:apprenticeship_id>/", views.detail, name="detail"),
    path("<int:apprenticeship_id>/person/", views.edit, name="edit"),
    path("<int:apprenticeship_id>/laereforhold/", views.edit_apprenticeship, name="edit_apprenticeship"),
    path("<int:apprenticeship_id>/inviter/", views.invite, name="invite"),
    path("<int:apprenticeship_id>/fjern-innlogging/", views.cut_login, name="cut_login"),
    path("<int:apprenticeship_id>/innsyn/", views.viewings, name="viewings"),
]
