"""How often may one address ask whether papers are genuine?

Often enough for whoever checks a pile of papers; a code has 60 random bits, so guessing one is out of the question at
any speed, and the limit only keeps the server free for others.
"""

import hashlib
import hmac

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache

SECONDS = 600


def is_too_often(request) -> bool:
    """Counts this question; True from the thirty-first in ten minutes on. No address is kept, only a keyed hash."""
    address = get_adapter().get_client_ip(request)
    keyed = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    key = f"verify:{keyed[:32]}"
    try:
        cache.add(key, 0, SECONDS)
        return cache.incr(key) > settings.VERIFY_MOST_QUESTIONS
    except Exception:  # a cache that does not answer, or forgot the key in between, stops no one
        return False
