"""How does a text reach a mobile, and what does the gateway answer?

One interface, `send(to_phone, text, reference)`, and gateways chosen by `settings.SMS_GATEWAY`: "" (none: nobody is
written to by SMS), "log" (shown on the console, for trying) and "http" (docs/operations.md).
"""

import json
import logging
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.exceptions import ValidationError

from okportal.norwegian import mobile

log = logging.getLogger(__name__)

NONE, LOG, HTTP = "", "log", "http"
GATEWAYS = (NONE, LOG, HTTP)
FINAL = frozenset({400, 404, 410, 413, 422})  # about this number or text; keys, limits and outages are mended
LONGEST_REASON = 80


class NotTaken(Exception):
    """The gateway did not take the text. `is_final`: nor will it ever take this one to this number."""

    def __init__(self, words: str, *, is_final=False):
        super().__init__(words)
        self.is_final = is_final


class _NoRedirect(HTTPRedirectHandler):
    """A gateway that sends on would be handed our key at an address nobody has chosen."""

    def redirect_request(self, *args):
        return None


_opener = build_opener(_NoRedirect)


def is_reachable(phone: str) -> bool:
    """Is there a gateway, and is this a Norwegian mobile number?"""
    try:
        return settings.SMS_GATEWAY != NONE and mobile(phone).startswith("+47")
    except ValidationError:
        return False


def send(to_phone: str, text: str, reference: str):
    """Hand the text to the gateway; raises NotTaken. `reference` is the same for each delivery of one message."""
    if settings.SMS_GATEWAY == HTTP:
        _post({"to": to_phone, "from": settings.SMS_SENDER, "text": text, "reference": reference})
    elif settings.SMS_GATEWAY == LOG:
        log.info("SMS to %s: %s", to_phone, text)
    else:
        raise NotTaken("No SMS gateway is set up (OKPORTAL_SMS_GATEWAY).")


def _post(message: dict):
    """JSON with a bearer key; any 2xx is a yes. Answers are not repeated: they may hold the text."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    request = Request(settings.SMS_URL, json.dumps(message).encode(), headers, method="POST")  # noqa: S310 — https: see checks
    try:
        with _opener.open(request, timeout=settings.SMS_TIMEOUT):
            return
    except HTTPError as error:
        with error:  # it holds the connection
            words = f"{error.code} {str(error.reason)[:LONGEST_REASON]}"
        raise NotTaken(words, is_final=error.code in FINAL) from None
    except (OSError, HTTPException) as error:  # gone, silent, or no HTTP
        raise NotTaken(f"The SMS gateway gave no answer ({type(error).__name__}).") from None
