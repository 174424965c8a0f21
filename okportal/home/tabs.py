"""Which pages do the readers of every app add to a record?"""

from django.utils.translation import gettext_lazy as _

from okportal.ui.tabs import APPRENTICESHIP, Tab, register

register(APPRENTICESHIP, Tab(_("Status"), "home:light", 20), Tab(_("Timeline"), "home:timeline", 30))
