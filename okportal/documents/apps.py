"""Stored files and the PDFs made from HTML."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "okportal.documents"
    label = "documents"

    def ready(self):
        from okportal.documents import checks  # noqa: F401  (registers the check of libraries and fonts)
