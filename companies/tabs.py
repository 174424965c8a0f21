"""Which pages does a company have?

Few enough to be seen at once: the places of work and the documents are reached from the overview, the contact log from
the guidance.
"""

from django.utils.translation import gettext_lazy as _

from okportal.permissions import Permission
from okportal.ui.tabs import COMPANY, Tab, register


def _pages(*names):
    return tuple(f"companies:{name}" for name in names)


OF_OVERVIEW = _pages(
    "edit_establishment", "close_establishment", "remove_document", "change", "accept_change", "decline_change"
)
OF_PEOPLE = _pages(
    "edit_person", "set_scope", "invite_person", "withdraw_invitation", "end_person", "add_qualification",
    "edit_qualification", "remove_qualification",
)  # fmt: skip
OF_APPROVALS = _pages(
    "approval", "mapping", "renew_mapping", "send_approval", "hand_to_board", "decide_approval", "apply_again"
)
OF_AGREEMENT = _pages("edit_agreement", "renew_agreement", "end_agreement")
OF_GUIDANCE = _pages("contact_log", "write_entry", "edit_entry", "withdraw_entry")

register(
    COMPANY,
    Tab(_("Overview"), "companies:detail", 10, also=OF_OVERVIEW),
    Tab(_("People"), "companies:people", 20, also=OF_PEOPLE),
    Tab(_("Approvals"), "companies:approvals", 30, also=OF_APPROVALS),
    Tab(_("Places"), "companies:places", 35),
    Tab(_("Guidance"), "companies:guidance_list", 70, Permission.CASELOAD, also=OF_GUIDANCE),
    # Two pages, because it is for the office and for those who answer for the company, and for nobody else there.
    Tab(_("Agreement"), "companies:agreements", 40, Permission.CASELOAD, also=OF_AGREEMENT),
    Tab(_("Agreement"), "companies:own_agreement", 40, Permission.COMPANY_OWN),
)
