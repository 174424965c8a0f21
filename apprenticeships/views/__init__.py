"""What do the pages about apprentices answer?"""

from apprenticeships.views.editing import cut_login, edit, edit_apprenticeship, invite, register
from apprenticeships.views.file import detail, is_own, seen_by, viewings
from apprenticeships.views.listing import list_apprenticeships

__all__ = [
    "cut_login", "detail", "edit", "edit_apprenticeship", "invite", "is_own", "list_apprenticeships", "register",
    "seen_by", "viewings",
]  # fmt: skip
