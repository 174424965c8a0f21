"""Every write to contracts, by the part of the road it belongs to."""

from contracts.actions.county import (
    add_letter,
    answer_county,
    approve,
    note_return,
    refuse,
    send_to_county,
    set_case_number,
    start,
)
from contracts.actions.credits import add_credit, edit_credit, remove_credit
from contracts.actions.discarding import discard
from contracts.actions.drafting import draft, save_step
from contracts.actions.ending import complete, end
from contracts.actions.missing import ask_for_missing
from contracts.actions.papers import add_paper, remove_paper
from contracts.actions.sending import reopen, send, take_back
from contracts.actions.signing import confirm_and_sign, sign_for_office

__all__ = [
    "add_credit", "add_letter", "add_paper", "answer_county", "approve", "ask_for_missing", "complete",
    "confirm_and_sign", "discard", "draft", "edit_credit", "end", "note_return", "refuse", "remove_credit",
    "remove_paper", "reopen", "save_step", "send", "send_to_county", "set_case_number", "sign_for_office", "start",
    "take_back",
]  # fmt: skip
