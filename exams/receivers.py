"""What do registrations do when a contract starts or ends?"""

from django.dispatch import receiver

from contracts.signals import contract_ended, contract_started
from exams.actions import cancel_open, plan


@receiver(contract_started, dispatch_uid="exams.plan")
def plan_on_start(sender, contract, by, **kwargs):
    plan(contract=contract, by=by)


@receiver(contract_ended, dispatch_uid="exams.cancel_open")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_open(contract=contract, by=by)
