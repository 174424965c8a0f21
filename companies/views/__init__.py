"""The pages of companies."""

from companies.views.access import end_person, invite_person, withdraw_invitation
from companies.views.agreement import (
    add_agreement,
    agreement_file,
    edit_agreement,
    end_agreement,
    list_agreements,
    own_agreement,
    renew_agreement,
)
from companies.views.approval import (
    add_approval,
    application,
    apply_again,
    decide_approval,
    decision_letter,
    hand_to_board,
    list_approvals,
    prepare_approval,
    register_approval,
    send_approval,
    show_approval,
)
from companies.views.changes import accept_change, change, change_own, decline_change, withdraw_change
from companies.views.company import (
    change_activity,
    detail,
    edit,
    look_up,
    look_up_status,
    register,
    take_main_unit,
)
from companies.views.documents import (
    add_document,
    document,
    documents,
    logo,
    remove_document,
    remove_logo,
    set_logo,
)
from companies.views.establishment import (
    add_establishment,
    close_establishment,
    edit_establishment,
    establishments,
    reopen_establishment,
)
from companies.views.guidance import (
    close_guidance,
    guidance,
    list_guidance,
    reopen_guidance,
    save_point,
    take_guide,
)
from companies.views.intake import answer_intake, ask_intake, export_places
from companies.views.intake import overview as places_overview
from companies.views.library import add_guide, edit_guide, library, start_library
from companies.views.listing import export_companies, list_companies
from companies.views.log import contact_log, edit_entry, follow_up, withdraw_entry, write_entry
from companies.views.mapping import mapping, renew_mapping, save_aim
from companies.views.person import add_person, add_role, edit_person, find_known, people, person, set_scope
from companies.views.places import ask_company, edit_places, places, write_answer
from companies.views.qualification import (
    add_qualification,
    edit_qualification,
    evidence,
    list_supervisors,
    remove_qualification,
)

__all__ = [
    "accept_change", "add_agreement", "add_approval", "add_document", "add_establishment", "add_guide", "add_person",
    "add_qualification", "add_role", "agreement_file", "answer_intake", "application", "apply_again", "ask_company",
    "ask_intake", "change", "change_activity", "change_own", "close_establishment", "close_guidance", "contact_log",
    "decide_approval", "decision_letter", "decline_change", "detail", "document", "documents", "edit", "edit_agreement",
    "edit_entry", "edit_establishment", "edit_guide", "edit_person", "edit_places", "edit_qualification",
    "end_agreement", "end_person", "establishments", "evidence", "export_companies", "export_places", "find_known",
    "follow_up", "guidance", "hand_to_board", "invite_person", "library", "list_agreements", "list_approvals",
    "list_companies", "list_guidance", "list_supervisors", "logo", "look_up", "look_up_status", "mapping",
    "own_agreement", "people", "person", "places", "places_overview", "prepare_approval", "register",
    "register_approval", "remove_document", "remove_logo", "remove_qualification", "renew_agreement", "renew_mapping",
    "reopen_establishment", "reopen_guidance", "save_aim", "save_point", "send_approval", "set_logo", "set_scope",
    "show_approval", "start_library", "take_guide", "take_main_unit", "withdraw_change", "withdraw_entry",
    "withdraw_invitation", "write_answer", "write_entry",
]  # fmt: skip
