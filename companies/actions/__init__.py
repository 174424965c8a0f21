"""What can be done to member companies, their people and their approvals?"""

from companies.actions.approval import apply_approval, decide_approval
from companies.actions.company import add_establishment, ask_look_up, edit, record_look_up, register, set_activity
from companies.actions.person import add_person, end_person, invite_person, link_login

__all__ = [
    "add_establishment", "add_person", "apply_approval", "ask_look_up", "decide_approval", "edit", "end_person",
    "invite_person", "link_login", "record_look_up", "register", "set_activity",
]  # fmt: skip
