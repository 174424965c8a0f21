"""How is written down what happens in a signing round, so that nobody can change it later?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Party, SigningEvent, SigningRound
from contracts.signing.chain import event_hash
from okportal.errors import Refused


@atomic
def add_event(
    round: SigningRound,
    verb: str,
    *,
    party: Party | None = None,
    by=None,
    how: str = "",
    comment: str = "",
    document_sha256: str = "",
    at: datetime.datetime | None = None,
) -> SigningEvent:
    """Append one event to the round's chain; the round's row is locked, so that two at once follow each other.

    Who did it: the `party`, or `by` (a Member) for the office; with neither the portal itself. `document_sha256` is
    that of what was sent, unless another document is meant. Refused once the round is closed: only that the office
    takes back what was signed follows then.
    """
    locked = SigningRound.objects.select_for_update(of=("self",)).select_related("unsigned_file").get(pk=round.pk)
    if verb != SigningEvent.Verb.WITHDRAWN:
        refuse_closed(locked)
    last = SigningEvent.objects.filter(round=locked).order_by("-number").first()
    event = SigningEvent(
        office_id=locked.office_id, round=locked, number=last.number + 1 if last else 1, at=at or timezone.now(),
        verb=verb, party=party, by_name=_name(party, by), role=_role(party, by), how=how, comment=comment,
        document_sha256=document_sha256 or (locked.unsigned_file.sha256 if locked.unsigned_file else ""),
        previous_hash=last.hash if last else "",
    )  # fmt: skip
    event.hash = event_hash(event)
    event.save()
    return event


def refuse_closed(round: SigningRound):
    if round.is_closed:
        raise Refused(
            _("This is not possible now: the signing is closed (%(state)s).") % {"state": round.get_state_display()},
            way_out=_("Reload the page to see what has happened in the meantime."),
        )


def _name(party, by) -> str:
    if party is not None:
        return party.name
    return str(by.user) if by else ""


def _role(party, by) -> str:
    if party is not None:
        return party.role
    return Party.Role.OFFICE if by else ""
