"""Member companies, their people and approvals."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self):
        from companies import receivers, tabs  # noqa: F401
