"""Which pages does a contract have?"""

from django.utils.translation import gettext_lazy as _

from contracts.models import Amendment, Ending, Handover
from okportal.ui.tabs import CONTRACT, Tab, register


def _is_staff(member, contract_id) -> bool:
    return member.is_staff


def _is_ending(member, contract_id) -> bool:
    return member.is_staff and Ending.objects.filter(contract_id=contract_id).exists()


def _is_changing_company(member, contract_id) -> bool:
    return member.is_staff and Handover.objects.filter(contract_id=contract_id).exclude(state="cancelled").exists()


def _has_changes(member, contract_id) -> bool:
    """Those outside the office see the tab once there is something on it."""
    return member.is_staff or Amendment.objects.visible_to(member).filter(contract_id=contract_id).exists()


register(
    CONTRACT,
    Tab(_("Overview"), "contracts:detail", 10),
    Tab(_("Why this end date"), "contracts:why", 20),
    Tab(_("Signing"), "contracts:signing", 30),
    Tab(_("Changes"), "contracts:amendments", 40, is_there=_has_changes),
    Tab(
        _("County"), "contracts:county", 50, is_there=_is_staff,
        also=("contracts:send_to_county", "contracts:decide", "contracts:answer_county"),
    ),
    Tab(_("Change of company"), "contracts:change_company", 45, is_there=_is_changing_company),
    Tab(_("Ending"), "contracts:endings", 60, is_there=_is_ending),
)  # fmt: skip
