"""Who takes the signatures: the portal's own pages, or a broker?"""

from django.conf import settings
from django.utils.module_loading import import_string

from contracts.signing.providers.interface import Result, SigningProvider, Way

__all__ = ["Result", "SigningProvider", "Way", "provider"]


def provider() -> SigningProvider:
    """The one that `settings.SIGNING_PROVIDER` names by its dotted path (docs/signing.md)."""
    return import_string(settings.SIGNING_PROVIDER)()
