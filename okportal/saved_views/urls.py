"""Addresses of saved views: /<office>/visninger/…; both take POST only."""

from django.urls import path

from okportal.saved_views import views

app_name = "saved_views"

urlpatterns = [
    path("lagre/", views.save, name="save"),
    path("<int:view_id>/slett/", views.delete, name="delete"),
]
