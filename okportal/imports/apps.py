"""Whole registers from a spreadsheet: checked first, taken in by the worker, undone if need be."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "okportal.imports"
    label = "imports"
