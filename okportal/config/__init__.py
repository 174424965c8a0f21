"""Top of the import order: settings, URLs, worker and application server entry."""

from okportal.config.celery import app as celery_app

__all__ = ["celery_app"]
