"""What was done and what was looked at, by whom."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "okportal.audit"
    label = "audit"
