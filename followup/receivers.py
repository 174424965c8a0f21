"""What do talks do when a contract starts or ends?"""

from django.dispatch import receiver

from contracts.signals import contract_ended, contract_started
from followup.actions import cancel_waiting, plan_talks


@receiver(contract_started, dispatch_uid="followup.plan_talks")
def plan_on_start(sender, contract, by, **kwargs):
    plan_talks(contract=contract, by=by)


@receiver(contract_ended, dispatch_uid="followup.cancel_waiting")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_waiting(contract=contract, by=by)
