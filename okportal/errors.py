"""What happens when a rule says no, and what when something breaks?"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from psycopg_pool import PoolTimeout


class Refused(Exception):
    """A rule refused a step.

    `message` is a sentence for the person in front of the screen, `way_out` what would let the step pass,
    `field` the form field it belongs to (None: the whole form). Forms show it themselves (ui.forms.ActionForm);
    what no form caught becomes a page with status 422 in OfficeMiddleware.
    """

    def __init__(self, message, *, field=None, way_out=""):
        super().__init__(message)
        self.message = message
        self.field = field
        self.way_out = way_out


def refused_page(request, refusal: Refused) -> HttpResponse:
    return render(request, "errors/refused.html", {"refusal": refusal}, status=422)


def server_error(request) -> HttpResponse:
    """500, or 503 with Retry-After while the database restarts. Rendered without context: nothing else may fail."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        page = loader.get_template("errors/503.html").render()
        return HttpResponse(page, status=503, headers={"Retry-After": "5"})
    return HttpResponse(loader.get_template("500.html").render(), status=500)
