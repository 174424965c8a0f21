"""What did a change say on the paper that was put before its signers?

Values "before" are read from the contract while a change is a draft. Once it is sent they are those of the paper: other
changes may come in force in between, and nobody has agreed to what they led to.
"""

import json

from django.utils import translation

from contracts.amending.words import Row, rows_of
from contracts.models import Amendment, Contract, SigningRound
from contracts.states import AmendmentState

# A draft follows the contract; what is in force has kept what stood there on its day.
NOT_ON_PAPER = (AmendmentState.DRAFT, AmendmentState.IN_FORCE)


def rows_shown(amendment: Amendment, contract: Contract, *, tells_absence=True) -> list[Row]:
    """What changes, before and after: as on its newest paper from sending until it is in force."""
    live = rows_of(amendment, contract, tells_absence=tells_absence)
    if amendment.state in NOT_ON_PAPER:
        return live
    newest = amendment.rounds.order_by("-number").first()
    return _as_sent(newest, contract, live, tells_absence) if newest else live


def rows_to_sign(round: SigningRound, contract: Contract) -> list[Row]:
    """What the signers of a change read beside the paper; none for the contract itself."""
    if not round.amendment_id:
        return []
    return _as_sent(round, contract, rows_of(round.amendment, contract), tells_absence=True)


def _as_sent(round, contract, live, tells_absence) -> list[Row]:
    """`live`, in the reader's language, while it is what the paper says; else the paper's own words, in its language.

    A paper from before the portal kept its words has none to show.
    """
    sent = json.loads(round.content or "{}").get("changes")
    if sent is None:
        return live
    with translation.override(contract.language):
        now = rows_of(round.amendment, contract)
    if [(row.label, row.before, row.after) for row in now] == [_values(one) for one in sent]:
        return live
    hidden = set() if tells_absence else {row.label for row in now if not row.is_open}
    return [Row(*_values(one)) for one in sent if one["label"] not in hidden]


def _values(one) -> tuple[str, str, str]:
    return one["label"], one["before"], one["after"]
