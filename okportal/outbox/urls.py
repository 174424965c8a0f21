"""Addresses of the sent messages."""

from django.urls import path

from okportal.outbox import views

app_name = "outbox"

urlpatterns = [
    path("", views.message_list, name="list"),
    path("<int:message_id>/", views.detail, name="detail"),
    path("<int:message_id>/prov-igjen/", views.retry, name="retry"),
]
