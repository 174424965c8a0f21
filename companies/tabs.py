"""Which pages does a company have?"""

from django.utils.translation import gettext_lazy as _

from okportal.permissions import Permission
from okportal.ui.tabs import COMPANY, Tab, register

register(
    COMPANY,
    Tab(_("Overview"), "companies:detail", 10),
    Tab(_("People"), "companies:people", 20),
    Tab(_("Approvals"), "companies:approvals", 30),
    Tab(_("Places"), "companies:places", 35),
    Tab(_("Places of work"), "companies:establishments", 50),
    Tab(_("Documents"), "companies:documents", 60),
    Tab(_("Guidance"), "companies:guidance_list", 70, Permission.CASELOAD),
    Tab(_("Contact log"), "companies:contact_log", 80, Permission.CASELOAD),
    # Two pages, because it is for the office and for those who answer for the company, and for nobody else there.
    Tab(_("Agreement"), "companies:agreements", 40, Permission.CASELOAD),
    Tab(_("Agreement"), "companies:own_agreement", 40, Permission.COMPANY_OWN),
)
