"""What do talks do when a contract starts or ends?"""

from django.dispatch import receiver

from contracts.signals import contract_ended, contract_started, contracts_given_back, contracts_taken_over
from followup.actions import cancel_waiting, plan_talks
from followup.taking_over import plan_talks_ahead, remove_planned


@receiver(contract_started, dispatch_uid="followup.plan_talks")
def plan_on_start(sender, contract, by, **kwargs):
    plan_talks(contract=contract, by=by)


@receiver(contract_ended, dispatch_uid="followup.cancel_waiting")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_waiting(contract=contract, by=by)


@receiver(contracts_taken_over, dispatch_uid="followup.plan_talks_ahead")
def plan_on_taking_over(sender, contracts, by, **kwargs):
    plan_talks_ahead(contracts=contracts, by=by)


@receiver(contracts_given_back, dispatch_uid="followup.remove_planned")
def remove_on_giving_back(sender, contracts, by, **kwargs):
    remove_planned(contracts=contracts)
