"""What can be done to apprentices and their apprenticeships?"""

from apprenticeships.actions.lifecycle import finish, start
from apprenticeships.actions.logins import cut_login, invite, link_login
from apprenticeships.actions.placing import edit_apprenticeship
from apprenticeships.actions.registering import edit_apprentice, register_apprentice

__all__ = [
    "cut_login", "edit_apprentice", "edit_apprenticeship", "finish", "invite", "link_login", "register_apprentice",
    "start",
]  # fmt: skip
