"""The pages that read every app: Min dag, search, the menu."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "okportal.home"
    label = "home"

    def ready(self):
        from okportal.home import menu  # noqa: F401  (fills the main menu)
