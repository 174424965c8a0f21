"""Addresses of companies, inside an office under /bedrifter/."""

from django.urls import path

from companies import views

app_name = "companies"

urlpatterns = [
    # companies
    path("", views.list_companies, name="list"),
    path("ny/", views.register, name="register"),
    path("<int:company_id>/", views.detail, name="detail"),
    path("<int:company_id>/rediger/", views.edit, name="edit"),
    path("<int:company_id>/medlemskap/", views.change_activity, name="change_activity"),
    # Enhetsregisteret
    path("<int:company_id>/oppslag/", views.look_up, name="look_up"),
    path("<int:company_id>/oppslag/status/", views.look_up_status, name="look_up_status"),
    # places of work
    path("<int:company_id>/arbeidssteder/nytt/", views.add_establishment, name="add_establishment"),
    # people
    path("<int:company_id>/personer/ny/", views.add_person, name="add_person"),
    path("personer/<int:person_id>/inviter/", views.invite_person, name="invite_person"),
    path("personer/<int:person_id>/avslutt/", views.end_person, name="end_person"),
    # approvals
    path("<int:company_id>/godkjenninger/ny/", views.add_approval, name="add_approval"),
    path("godkjenninger/<int:approval_id>/avgjor/", views.decide_approval, name="decide_approval"),
]
