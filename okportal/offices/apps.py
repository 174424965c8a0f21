"""Offices (tenants), who belongs to them, and the walls between them."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "okportal.offices"
    label = "offices"

    def ready(self):
        from okportal.offices import checks  # noqa: F401  (registers the start-up check)
