"""What becomes of the ways in when a round is closed, and who gets one to what was signed?"""

from django.dispatch import receiver

from contracts.actions.links import send_copies
from contracts.signals import round_closed, round_signed
from contracts.signing.providers import provider


@receiver([round_closed, round_signed], dispatch_uid="contracts.close_ways_in")
def close_ways_in(sender, round, **kwargs):
    provider().cancel(round)


@receiver(round_signed, dispatch_uid="contracts.send_copies")
def send_copies_by_link(sender, round, by, **kwargs):
    send_copies(round=round, by=by)
