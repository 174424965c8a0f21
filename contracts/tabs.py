"""Which pages does a contract have?"""

from django.utils.translation import gettext_lazy as _

from okportal.ui.tabs import CONTRACT, Tab, register

register(
    CONTRACT,
    Tab(_("Overview"), "contracts:detail", 10),
    Tab(_("Why this end date"), "contracts:why", 20),
)
