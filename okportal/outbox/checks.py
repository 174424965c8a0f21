"""Is the SMS gateway set up so that codes go to it and to nobody else?"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Warning, register

from okportal.outbox import sms

OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@register
def sms_gateway_is_sound(app_configs, **kwargs):
    if settings.SMS_GATEWAY not in sms.GATEWAYS:
        known = ", ".join(name for name in sms.GATEWAYS if name)
        return [Error(f"OKPORTAL_SMS_GATEWAY is none of: {known}.", hint="Leave it empty for none.", id="outbox.E001")]
    if settings.SMS_GATEWAY == sms.HTTP:
        address = urlsplit(settings.SMS_URL)
        if address.scheme != "https" and not (address.scheme == "http" and address.hostname in OWN_MACHINE):
            return [Error("OKPORTAL_SMS_URL must begin with https://.", id="outbox.E002")]
        if not settings.SMS_TOKEN:
            return [Error("The SMS gateway needs OKPORTAL_SMS_TOKEN.", id="outbox.E003")]
    return []


@register(deploy=True)
def sms_goes_to_no_log(app_configs, **kwargs):
    if settings.SMS_GATEWAY == sms.LOG:
        hint = "Set OKPORTAL_SMS_GATEWAY to http, or leave it empty."
        return [Warning("Texts with signing codes are written to the log.", hint=hint, id="outbox.W001")]
    return []
