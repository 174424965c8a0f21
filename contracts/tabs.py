"""Which pages does a contract have?"""

from django.utils.translation import gettext_lazy as _

from contracts.models import Amendment, Contract, Ending, Handover
from contracts.states import HandoverState
from okportal.ui.tabs import CONTRACT, Tab, register


def _is_staff(member, contract_id) -> bool:
    return member.is_staff


def _endings(member, contract_id):
    return Ending.objects.filter(contract_id=contract_id)


def _company_changes(member, contract_id):
    return Handover.objects.filter(contract_id=contract_id).exclude(state=HandoverState.CANCELLED)


def _changes(member, contract_id):
    """The office finds there how one is begun; others see the tab once there is something on it."""
    if member.is_staff:
        return Contract.objects.filter(pk=contract_id)
    return Amendment.objects.visible_to(member).filter(contract_id=contract_id)


register(
    CONTRACT,
    Tab(_("Overview"), "contracts:detail", 10),
    Tab(_("Why this end date"), "contracts:why", 20),
    Tab(_("Signing"), "contracts:signing", 30),
    Tab(_("Changes"), "contracts:amendments", 40, shows=_changes),
    Tab(
        _("County"), "contracts:county", 50, is_there=_is_staff,
        also=("contracts:send_to_county", "contracts:decide", "contracts:answer_county"),
    ),
    Tab(_("Change of company"), "contracts:change_company", 45, is_there=_is_staff, shows=_company_changes),
    Tab(_("Ending"), "contracts:endings", 60, is_there=_is_staff, shows=_endings),
)  # fmt: skip
