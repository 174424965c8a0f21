"""What becomes of the training plan when the contract gets another trade or type?"""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from contracts.effects import Changed, Effect, register
from contracts.models import Amendment, Contract
from contracts.signals import contract_changed
from okportal.todo.actions import raise_task
from training.models import Plan

PLAN = 30  # place among what a change of a contract leads to
TOUCHES_AIMS = {Amendment.Kind.TRADE, Amendment.Kind.TYPE}


def effects(contract: Contract, changed: Changed) -> list[Effect]:
    """A plan follows the curriculum that was pinned when it was made: people look it over, nothing is thrown away."""
    if not {"trade", "kind"} & changed.fields.keys() or not _has_plan(contract):
        return []
    said = _("The plan keeps its aims. The advisor gets a task to look it over with the company.")
    return [Effect(_("Training plan"), said, "warning")]


@receiver(contract_changed, sender=Contract, dispatch_uid="home.plan_to_look_over")
def ask_to_look_over(sender, contract, amendment, by, **kwargs):
    training = contract.apprenticeship
    if amendment.kind in TOUCHES_AIMS and _has_plan(contract):
        raise_task(
            office_id=contract.office_id, key=f"amendment:{amendment.pk}:plan", kind="contracts/plan_to_look_over",
            facts={"apprentice": training.apprentice.name, "from_on": str(amendment.from_on)}, page="training:plan",
            about_id=training.pk, assigned=training.advisor, by=by,
        )  # fmt: skip


def _has_plan(contract) -> bool:
    return Plan.objects.filter(apprenticeship_id=contract.apprenticeship_id).exists()


register(PLAN, effects)
