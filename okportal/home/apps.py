"""The pages that read every app: Min dag, search, the menu."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "okportal.home"
    label = "home"

    def ready(self):
        from okportal.home import coming, handovers, menu, plan_changes, tabs, viewed  # noqa: F401  (fill menu, pages of records, what is next)
