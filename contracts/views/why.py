"""Why does a training period end when it does, what was reckoned when, and what if something changed?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from apprenticeships.models import Apprenticeship
from apprenticeships.standing import standing
from contracts.forms.what_if import WhatIfForm
from contracts.ledger import Inputs, Ledger, calculate, what_if
from contracts.models import Contract, Handover
from contracts.reckoning.inputs import agreed_inputs, inputs_of
from contracts.reckoning.keeping import as_kept
from contracts.states import IN_FORCE, ContractState, HandoverState
from okportal.audit.actions import record_viewing
from okportal.permissions import Permission, allowed


@allowed(Permission.CONTRACT_SEE)
def why(request, contract_id):
    """Every step from the first day to the last, and for the office what another change would do: nothing is saved."""
    contract = _visible(request, contract_id)
    if contract.start_on is None:
        raise Http404
    inputs, is_whole = inputs_for(request.member, contract)
    page = {"contract": contract, "ledger": calculate(inputs), "is_whole": is_whole}
    if is_whole:
        page["kept"] = contract.ledgers.select_related("amendment")
    if request.member.is_staff and contract.state != ContractState.DRAFT:
        form = WhatIfForm(request.GET if "what" in request.GET else None, contract=contract)
        page["form"] = form
        if form.is_bound and form.is_valid():
            page["what_if"] = what_if(inputs, form.change())
            page["amendment"] = form.as_amendment() if contract.state in IN_FORCE else ""
        if request.htmx:
            return render(request, "contracts/_what_if.html", page)
    return render(request, "contracts/why.html", page)


@allowed(Permission.CONTRACT_SEE)
def kept(request, contract_id, kept_id):
    """A reckoning exactly as it was made; for those who may know why somebody was away."""
    contract = _visible(request, contract_id)
    if not sees_absence(request.member, contract):
        raise Http404
    found = get_object_or_404(contract.ledgers.select_related("amendment"), pk=kept_id)
    return render(request, "contracts/kept.html", {"contract": contract, "kept": found, "ledger": as_kept(found)})


def ledger_for(member, contract: Contract, amendments=None) -> Ledger | None:
    """As this person may see it; None while there is no first day. `amendments` as for `inputs_of`."""
    return calculate(inputs_for(member, contract, amendments)[0]) if contract.start_on else None


def inputs_for(member, contract: Contract, amendments=None) -> tuple[Inputs, bool]:
    """With the days away for those who may know of them; for others what was agreed, and False."""
    if sees_absence(member, contract):
        return inputs_of(contract, amendments=amendments), True
    return agreed_inputs(contract), False


def sees_absence(member, contract: Contract) -> bool:
    """Whoever was a party once still sees the contract, but no more of the file than others do (domain § 10).

    Of a contract that was left, no company: the one that was left has no part any more, the next one had none then.
    """
    if member.is_staff:
        return True
    training = contract.apprenticeship
    is_own = training.apprentice.user_id == member.user.pk
    if not is_own and Handover.objects.filter(contract=contract, state=HandoverState.DONE).exists():
        return False
    is_seen = Apprenticeship.objects.visible_to(member).filter(pk=training.pk).exists()
    return is_seen and standing(member, training).sees_absence_kinds


def _visible(request, contract_id) -> Contract:
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    if contract.apprenticeship.apprentice.user_id != request.user.pk:
        record_viewing(request.member, contract.apprenticeship.apprentice, request.resolver_match.view_name)
    return contract
