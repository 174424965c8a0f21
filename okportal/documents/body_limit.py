"""How large may a request be, before anybody reads it?

Django takes in a whole upload before it asks for the token of the form, so a limit in the form comes too late. What
lies behind counts Content-Length alone (WSGI): a request without one has no body here.
"""

from django.shortcuts import render

from okportal.documents.uploads import MOST_MEGABYTES

FORM_AROUND_IT = 1_000_000  # bytes: the other fields, and what is said between the parts
MOST_OF_A_STRANGER = 10  # megabytes, without login: a paper to be verified


class BodyLimitMiddleware:
    """413 for a request that says it is larger. After the language is known; no middleware before it reads the body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = _length_of(request)
        if length > bytes_of(MOST_OF_A_STRANGER):
            most = MOST_MEGABYTES if request.user.is_authenticated else MOST_OF_A_STRANGER
            if length > bytes_of(most):
                return render(request, "413.html", {"megabytes": most}, status=413)
        return self.get_response(request)


def bytes_of(megabytes: int) -> int:
    return megabytes * 1024 * 1024 + FORM_AROUND_IT


def _length_of(request) -> int:
    """Bytes; 0 for what is no number, as Django reads it too."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
