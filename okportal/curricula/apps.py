"""Trades, curricula and competence aims, the national catalogue."""

from django.apps import AppConfig


class CurriculaConfig(AppConfig):
    name = "okportal.curricula"
    label = "curricula"
