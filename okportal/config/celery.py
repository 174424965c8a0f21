"""How does the worker start, and what does beat wake up when?"""

from celery import Celery

app = Celery("okportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
