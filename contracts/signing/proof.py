"""How has the person at the screen just proved who they are?"""

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.utils import translation
from django.utils.translation import gettext as _

FRESH_SECONDS = 15 * 60  # a login older than this is asked for again before a signature


def is_fresh(request) -> bool:
    """Has the person logged in, or shown it is them, a moment ago?"""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < FRESH_SECONDS


def still_needed(request) -> str:
    """What the person must show before signing: "" (nothing), "password", "second_factor" or "login" (anew)."""
    if is_fresh(request):
        return ""
    if request.user.has_usable_password():
        return "password"
    return "second_factor" if is_mfa_enabled(request.user) else "login"


def is_own_password(request, password: str) -> bool:
    """Checked by the login library, which counts wrong tries; raises ValidationError after too many."""
    return get_adapter().reauthenticate(request.user, password)


def proof(request, language: str, *, with_password: bool) -> str:
    """What stands under the signature, in the contract's language: 'Logged in with password and one-time code'."""
    records = get_authentication_records(request, request.user)
    methods = {record.get("type") if record["method"] == "mfa" else record["method"] for record in records}
    if with_password:
        methods.add("password")
    with translation.override(language):
        words = {
            "password": _("password"), "code": _("code by e-mail"), "totp": _("one-time code"),
            "webauthn": _("passkey"), "recovery_codes": _("recovery code"),
        }  # fmt: skip
        used = [word for method, word in words.items() if method in methods]
        if not used:
            return _("Logged in")
        return _("Logged in with %(ways)s") % {"ways": _(" and ").join(used)}
