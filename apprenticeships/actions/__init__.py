"""What can be done to apprentices and their apprenticeships?"""

from apprenticeships.actions.background import (
    edit_own,
    remove_contact,
    remove_picture,
    remove_school_year,
    save_contact,
    save_school_year,
    set_picture,
)
from apprenticeships.actions.bulk import assign_advisors, write_to
from apprenticeships.actions.lifecycle import finish, start
from apprenticeships.actions.logins import cut_login, invite, link_login
from apprenticeships.actions.placements import add_placement, edit_placement, remove_placement
from apprenticeships.actions.placing import edit_apprenticeship
from apprenticeships.actions.registering import add_apprenticeship, edit_apprentice, register_apprentice
from apprenticeships.actions.relations import set_relation, set_relations
from apprenticeships.actions.types import change_candidate_type

__all__ = [
    "add_apprenticeship", "add_placement", "assign_advisors", "change_candidate_type", "cut_login", "edit_apprentice",
    "edit_apprenticeship", "edit_own", "edit_placement", "finish", "invite", "link_login", "register_apprentice",
    "remove_contact", "remove_picture", "remove_placement", "remove_school_year", "save_contact", "save_school_year",
    "set_picture", "set_relation", "set_relations", "start", "write_to",
]  # fmt: skip
