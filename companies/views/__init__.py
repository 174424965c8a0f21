"""The pages of companies."""

from companies.views.approval import add_approval, decide_approval
from companies.views.company import (
    add_establishment,
    change_activity,
    detail,
    edit,
    list_companies,
    look_up,
    look_up_status,
    register,
)
from companies.views.person import add_person, end_person, invite_person

__all__ = [
    "add_approval", "add_establishment", "add_person", "change_activity", "decide_approval", "detail", "edit",
    "end_person", "invite_person", "list_companies", "look_up", "look_up_status", "register",
]  # fmt: skip
