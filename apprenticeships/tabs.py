"""Which pages does a file have?"""

from django.utils.translation import gettext_lazy as _

from okportal.ui.tabs import APPRENTICESHIP, Tab, register

register(
    APPRENTICESHIP,
    Tab(_("Overview"), "apprenticeships:detail", 10),
)
