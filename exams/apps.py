"""Registration for the trade test, and its result."""

from django.apps import AppConfig


class ExamsConfig(AppConfig):
    name = "exams"
