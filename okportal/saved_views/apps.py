"""Filters of a list that somebody has given a name."""

from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "okportal.saved_views"
    label = "saved_views"
