"""Internal plans: which aims an apprentice has reached."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"
