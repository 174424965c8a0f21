"""What do the pages about apprentices answer?"""

from apprenticeships.views.audience import who_can_see
from apprenticeships.views.bulk import assign_advisors, write_to
from apprenticeships.views.editing import (
    change_type,
    cut_login,
    edit,
    edit_apprenticeship,
    invite,
    new_training,
    register,
)
from apprenticeships.views.file import detail, is_own, seen_by, viewings
from apprenticeships.views.listing import export_apprenticeships, list_apprenticeships

__all__ = [
    "assign_advisors", "change_type", "cut_login", "detail", "edit", "edit_apprenticeship", "export_apprenticeships",
    "invite", "is_own", "list_apprenticeships", "new_training", "register", "seen_by", "viewings", "who_can_see",
    "write_to",
]  # fmt: skip
