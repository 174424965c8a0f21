"""What is this app called?"""

from django.apps import AppConfig


class EmbeddedConfig(AppConfig):
    name = "okportal.embedded"
    label = "embedded"
