"""How is one environment variable read, and what if it is missing or wrong?"""

import base64
import os

from django.core.exceptions import ImproperlyConfigured


def text(name, default=None):
    """The variable's text; without a default a missing one stops the start with a sentence that names it."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (see .env.example).")
    return value


def flag(name, default):
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name, default=""):
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def keys(name, default=None):
    """`id:base64,id:base64` as a dict of 32-byte keys; the first is the one that new values are written with."""
    pairs = [pair.split(":", 1) for pair in text(name, default).split(",") if pair]
    found = {key_id: base64.b64decode(value) for key_id, value in pairs}
    if not found or any(len(key) != 32 for key in found.values()):
        raise ImproperlyConfigured(f"{name} must hold 32-byte keys as id:base64, separated by commas.")
    return found


def key(name, default=None):
    found = base64.b64decode(text(name, default))
    if len(found) < 32:
        raise ImproperlyConfigured(f"{name} must be at least 32 bytes, base64.")
    return found
