"""Which app holds the template tags, the form pack and the list machinery?"""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "okportal.ui"
    label = "ui"
