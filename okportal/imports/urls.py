"""Addresses of imports, inside an office under /import/."""

from django.urls import path

from okportal.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.list_imports, name="list"),
    path("ny/", views.new, name="new"),
    path("<int:run_id>/", views.detail, name="detail"),
    path("<int:run_id>/kolonner/", views.columns, name="columns"),
    path("<int:run_id>/status/", views.status, name="status"),
    path("<int:run_id>/ta-inn/", views.take_in, name="take_in"),
    path("<int:run_id>/angre/", views.undo, name="undo"),
    path("<int:run_id>/feil/", views.faults, name="faults"),
]
