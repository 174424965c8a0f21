"""Addresses where anybody asks whether a paper is genuine."""

from django.urls import path

from contracts.views import verifying

app_name = "contracts_verify"

urlpatterns = [
    path("", verifying.ask, name="ask"),
    path("<str:code>/", verifying.by_code, name="code"),
]
