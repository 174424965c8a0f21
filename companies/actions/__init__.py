"""What can be done to member companies, their people and their approvals?"""

from companies.actions.activity import set_activity
from companies.actions.agreement import edit_agreement, end_agreement, register_agreement, renew_agreement
from companies.actions.approval import (
    apply_approval,
    decide_approval,
    hand_to_board,
    prepare_approval,
    register_approval,
    send_approval,
)
from companies.actions.capacity import answer_intake, set_places
from companies.actions.changes import accept_change, change_own, decline_change, withdraw_change
from companies.actions.company import edit, register
from companies.actions.documents import add_document, remove_document, remove_logo, set_logo
from companies.actions.ending import end_person
from companies.actions.establishment import (
    add_establishment,
    close_establishment,
    edit_establishment,
    reopen_establishment,
)
from companies.actions.guidance import (
    add_guide,
    close_guidance,
    edit_guide,
    reopen_guidance,
    save_point,
    start_library,
    take_guide,
)
from companies.actions.intake import ask_again, ask_intake, remind_intake
from companies.actions.log import edit_entry, follow_up, withdraw_entry, write_entry
from companies.actions.look_up import ask_look_up, record_look_up, take_main_unit
from companies.actions.mapping import renew_mapping, save_aim
from companies.actions.person import (
    add_person,
    add_role,
    edit_person,
    invite_person,
    link_login,
    set_scope,
    withdraw_invitation,
)
from companies.actions.qualification import add_qualification, edit_qualification, remove_qualification
from companies.actions.use import lapse_approval, note_use, warn_office

__all__ = [
    "accept_change", "add_document", "add_establishment", "add_guide", "add_person", "add_qualification", "add_role",
    "answer_intake", "apply_approval", "ask_again", "ask_intake", "ask_look_up", "change_own", "close_establishment",
    "close_guidance", "decide_approval", "decline_change", "edit", "edit_agreement", "edit_entry", "edit_establishment",
    "edit_guide", "edit_person", "edit_qualification", "end_agreement", "end_person", "follow_up", "hand_to_board",
    "invite_person", "lapse_approval", "link_login", "note_use", "prepare_approval", "record_look_up", "register",
    "register_agreement", "register_approval", "remind_intake", "remove_document", "remove_logo",
    "remove_qualification", "renew_agreement", "renew_mapping", "reopen_establishment", "reopen_guidance", "save_aim",
    "save_point", "send_approval", "set_activity", "set_logo", "set_places", "set_scope", "start_library", "take_guide",
    "take_main_unit", "warn_office", "withdraw_change", "withdraw_entry", "withdraw_invitation", "write_entry",
]  # fmt: skip
