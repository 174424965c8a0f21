"""Address of the component page (development only)."""

from django.urls import path

from okportal.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.components, name="components"),
]
