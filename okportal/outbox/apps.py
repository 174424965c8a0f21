"""What must reach the outside world."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "okportal.outbox"
    label = "outbox"

    def ready(self):
        from okportal.outbox import checks  # noqa: F401
