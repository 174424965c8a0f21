"""How does one sign without any broker: logged in, or by link and code?"""

from django.utils import timezone

from contracts.actions.links import make_link
from contracts.models import SigningLink
from contracts.signing.links import is_locked_out, may_use_link
from contracts.signing.providers.interface import Way


class BuiltIn:
    """Whoever has a login uses it; all others get a link, where the office's rule lets them."""

    def start(self, round, parties, *, by):
        return [Way(party, token=self._token(party, by)) for party in parties]

    def results(self, payload, headers):
        """Signatures are given on our own pages: nothing comes from outside."""
        raise ValueError("Nobody outside signs for us.")

    def cancel(self, round):
        open_ones = SigningLink.objects.filter(party__round=round, used_at=None, closed_at=None)
        open_ones.update(closed_at=timezone.now())

    def _token(self, party, by) -> str:
        if party.user_id or not may_use_link(party):
            return ""
        # Where somebody seems to guess codes, only a person at the office sends another link.
        return "" if by is None and is_locked_out(party) else make_link(party=party, by=by)
