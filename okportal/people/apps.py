"""People, their login and their invitations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "okportal.people"
    label = "people"

    def ready(self):
        from okportal.people import receivers  # noqa: F401
