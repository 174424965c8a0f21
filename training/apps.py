"""Internal plans: which aims an apprentice has reached."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self):
        from training import receivers  # noqa: F401
