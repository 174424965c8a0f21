"""Every write to contracts, by the part of the road it belongs to."""

from contracts.actions.county import approve, refuse, start
from contracts.actions.drafting import draft, save_step
from contracts.actions.ending import complete, end
from contracts.actions.sending import reopen, send, take_back
from contracts.actions.signing import confirm_and_sign, sign_for_office

__all__ = [
    "approve", "complete", "confirm_and_sign", "draft", "end", "refuse", "reopen", "save_step", "send",
    "sign_for_office", "start", "take_back",
]  # fmt: skip
