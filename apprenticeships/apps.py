"""Apprentices and their apprenticeships."""

from django.apps import AppConfig


class ApprenticeshipsConfig(AppConfig):
    name = "apprenticeships"

    def ready(self):
        from apprenticeships import receivers, tabs  # noqa: F401
