"""Is what lies before its signers still what is registered, in the form that the portal signs?"""

import hashlib
import json

from django.utils.translation import gettext as _

from contracts.amending.pdf import FORMAT as AMENDMENT_FORMAT
from contracts.amending.pdf import amendment_data
from contracts.models import SigningRound
from contracts.paper.content import FORMAT as CONTRACT_FORMAT
from contracts.paper.content import canonical, content_sha256
from okportal.errors import Refused


def is_of_old(round: SigningRound) -> bool:
    """Sent before an upgrade that keeps more of what is signed: it can no longer be held against what is registered.

    Not so where nothing was kept at all: the signed file says what is registered.
    """
    if not round.content:
        return False
    return json.loads(round.content).get("format") != (AMENDMENT_FORMAT if round.amendment_id else CONTRACT_FORMAT)


def refuse_if_changed(round: SigningRound, *, is_office: bool):
    """What is signed must be what is registered: names and addresses may have changed since it was sent.

    So may what the contract says, and with it the values before that stand in an amendment. `is_office`: the way out is
    their own to take.
    """
    if not round.content:  # sent before the portal kept its words: nothing to compare with
        return
    way_out = (
        _("Take it back to draft and send it again.") if is_office
        else _("Tell the office: it takes this back and sends it again.")
    )  # fmt: skip
    if is_of_old(round):
        raise Refused(
            _("This was sent before the portal was renewed, and must be sent once more before anybody can sign."),
            way_out=way_out,
        )
    if round.content_sha256 != _registered(round):
        raise Refused(
            _("The information in the change has changed since it was sent.") if round.amendment_id
            else _("The information in the contract has changed since it was sent."),
            way_out=way_out,
        )  # fmt: skip


def _registered(round) -> str:
    if round.amendment_id:
        return hashlib.sha256(canonical(amendment_data(round.amendment, round.contract))).hexdigest()
    return content_sha256(round.contract)
