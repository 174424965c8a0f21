"""Member companies, their people and approvals."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"
