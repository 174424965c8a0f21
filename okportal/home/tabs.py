"""Which pages do the readers of every app add to a record?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okportal.permissions import Permission
from okportal.ui.tabs import APPRENTICESHIP, COMPANY, Tab, register

register(APPRENTICESHIP, Tab(_("Status"), "home:light", 20), Tab(_("Timeline"), "home:timeline", 30))


def _leads(member, _company_id) -> bool:
    return member.is_staff or member.can(Permission.COMPANY_OWN)


register(COMPANY, Tab(pgettext_lazy("company", "Health"), "home:company_health", 15, is_there=_leads))
