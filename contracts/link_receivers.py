"""What becomes of the ways in when a round is closed?"""

from django.dispatch import receiver

from contracts.providers import provider
from contracts.signals import round_closed, round_signed


@receiver([round_closed, round_signed], dispatch_uid="contracts.close_ways_in")
def close_ways_in(sender, round, **kwargs):
    provider().cancel(round)
