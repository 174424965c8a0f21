"""People, their login and their invitations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "okportal.people"
    label = "people"
