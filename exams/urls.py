"""Addresses of the registrations for the test."""

from django.urls import path

from exams import views

app_name = "exams"

urlpatterns = [
    path("", views.registration_list, name="list"),
    path("<int:registration_id>/", views.detail, name="detail"),
    path("<int:registration_id>/skjema/", views.form_pdf, name="form_pdf"),
    # steps
    path("<int:registration_id>/meld-opp/", views.register, name="register"),
    path("<int:registration_id>/bekreftet/", views.confirm, name="confirm"),
    path("<int:registration_id>/retur/", views.send_back, name="return"),
    path("<int:registration_id>/provedato/", views.schedule, name="schedule"),
    path("<int:registration_id>/resultat/", views.result, name="result"),
    path("<int:registration_id>/rett-resultat/", views.correct, name="correct"),
    path("<int:registration_id>/ny-prove/", views.retry, name="retry"),
    path("<int:registration_id>/avlys/", views.cancel, name="cancel"),
]
