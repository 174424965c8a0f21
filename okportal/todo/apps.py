"""What somebody in the office has to do, raised by the system or by a colleague."""

from django.apps import AppConfig


class TodoConfig(AppConfig):
    name = "okportal.todo"
    label = "todo"
