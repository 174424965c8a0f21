"""What do registrations do when a contract starts or ends?"""

from django.dispatch import receiver

from contracts.signals import contract_ended, contract_started, contracts_given_back, contracts_taken_over
from exams.actions import cancel_open, plan
from exams.taking_over import plan_many, remove_planned


@receiver(contract_started, dispatch_uid="exams.plan")
def plan_on_start(sender, contract, by, **kwargs):
    plan(contract=contract, by=by)


@receiver(contract_ended, dispatch_uid="exams.cancel_open")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_open(contract=contract, by=by)


@receiver(contracts_taken_over, dispatch_uid="exams.plan_many")
def plan_on_taking_over(sender, contracts, by, **kwargs):
    plan_many(contracts=contracts, by=by)


@receiver(contracts_given_back, dispatch_uid="exams.remove_planned")
def remove_on_giving_back(sender, contracts, by, **kwargs):
    remove_planned(contracts=contracts)
