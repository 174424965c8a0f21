"""Which pages does a file have?"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.needs_readers import has_page
from okportal.permissions import Permission
from okportal.ui.tabs import APPRENTICESHIP, Tab, register

register(
    APPRENTICESHIP,
    Tab(_("Overview"), "apprenticeships:detail", 10),
    Tab(_("Person"), "apprenticeships:person", 15),
    Tab(_("Placements"), "apprenticeships:placements", 17),
    Tab(_("Absence"), "apprenticeships:absence", 40, Permission.ABSENCE_SEE),
    Tab(_("Notes"), "apprenticeships:notes", 50, Permission.NOTE_SEE),
    Tab(_("Needs"), "apprenticeships:needs", 60, Permission.NEEDS_SEE, is_there=has_page),
)
