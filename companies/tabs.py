"""Which pages does a company have?"""

from django.utils.translation import gettext_lazy as _

from okportal.ui.tabs import COMPANY, Tab, register

register(
    COMPANY,
    Tab(_("Overview"), "companies:detail", 10),
)
