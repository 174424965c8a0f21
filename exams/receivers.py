"""What do registrations do when a contract starts, changes or ends?"""

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
from exams.actions import cancel_open, follow_change, plan
from exams.company_change import follow_to_new_contract
from exams.taking_over import plan_many, remove_planned


@receiver(contract_started, dispatch_uid="exams.plan")
def plan_on_start(sender, contract, by, **kwargs):
    plan(contract=contract, by=by)


@receiver(contract_changed, sender=Contract, dispatch_uid="exams.follow_change")
def follow_on_change(sender, contract, by, **kwargs):
    follow_change(contract=contract, by=by)


@receiver(contract_ended, dispatch_uid="exams.cancel_open")
def cancel_on_end(sender, contract, by, **kwargs):
    cancel_open(contract=contract, by=by)


@receiver(contracts_taken_over, dispatch_uid="exams.plan_many")
def plan_on_taking_over(sender, contracts, by, **kwargs):
    plan_many(contracts=contracts, by=by)


@receiver(contracts_given_back, dispatch_uid="exams.remove_planned")
def remove_on_giving_back(sender, contracts, by, **kwargs):
    remove_planned(contracts=contracts)


@receiver(company_changed, sender=Handover, dispatch_uid="exams.follow_to_new_contract")
def follow_on_company_change(sender, handover, by, **kwargs):
    follow_to_new_contract(handover=handover, by=by)
