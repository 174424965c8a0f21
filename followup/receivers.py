"""What do talks do when a contract starts, changes or ends?"""

from datetime import date

from django.dispatch import receiver

from contracts.models import Contract, Handover
from contracts.signals import (
    company_changed,
    contract_changed,
    contract_ended,
    contract_started,
    contracts_given_back,
    contracts_taken_over,
)
from contracts.states import ContractState
from followup.actions import cancel_waiting, follow_change, plan_talks
from followup.company_change import follow_to_new_contract
from followup.taking_over import plan_talks_ahead, remove_planned


@receiver(contract_started, dispatch_uid="followup.plan_talks")
def plan_on_start(sender, contract, by, **kwargs):
    plan_talks(contract=contract, by=by)


@receiver(contract_changed, sender=Contract, dispatch_uid="followup.follow_change")
def follow_on_change(sender, contract, amendment, by, **kwargs):
    if contract.state == ContractState.ACTIVE:  # one that has not begun has no talks yet
        follow_change(contract=contract, old_end_on=date.fromisoformat(amendment.before["end_on"]), by=by)


@receiver(contract_ended, dispatch_uid="followup.cancel_waiting")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_waiting(contract=contract, by=by)


@receiver(contracts_taken_over, dispatch_uid="followup.plan_talks_ahead")
def plan_on_taking_over(sender, contracts, by, **kwargs):
    plan_talks_ahead(contracts=contracts, by=by)


@receiver(contracts_given_back, dispatch_uid="followup.remove_planned")
def remove_on_giving_back(sender, contracts, by, **kwargs):
    remove_planned(contracts=contracts)


@receiver(company_changed, sender=Handover, dispatch_uid="followup.follow_to_new_contract")
def follow_on_company_change(sender, handover, by, **kwargs):
    follow_to_new_contract(handover=handover, by=by)
