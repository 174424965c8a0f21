"""Is the process alive, and is it ready for people?"""

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse

log = logging.getLogger(__name__)


@login_not_required
def live(request):
    """No look outside: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def ready(request):
    """Database and cache answer; which one does not is in the log, not on the page."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.set("ready", 1, 5)
    except Exception as error:  # whatever a client library raises, the answer is the same
        log.warning("Not ready: %s.", type(error).__name__)
        return HttpResponse("not ready", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
