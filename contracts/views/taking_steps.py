"""How does the office take a contract back, open it for correction, and close it?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import actions
from contracts.actions.discarding import is_unsent
from contracts.forms import TakeBackForm
from contracts.models import Contract
from contracts.states import TAKE_BACK
from okportal.errors import Refused
from okportal.permissions import Permission, allowed
from okportal.states import require


@allowed(Permission.CONTRACT_EDIT)
def take_back(request, contract_id):
    contract = _contract(request, contract_id)
    return _ask(
        request, contract, TAKE_BACK, TakeBackForm(request.POST or None), actions.take_back,
        title=_("Take the contract back to draft"), label=_("Take back"), done=_("The contract is a draft again."),
        text=_("Signatures given so far hold no longer. Everybody who was asked to sign is told."),
    )  # fmt: skip


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def reopen(request, contract_id):
    contract = actions.reopen(contract=_contract(request, contract_id), by=request.member)
    messages.success(request, _("The contract is a draft again. Correct it and send it once more."))
    return redirect(contract)


@allowed(Permission.CONTRACT_EDIT)
def discard(request, contract_id):
    contract = _contract(request, contract_id)
    if not is_unsent(contract):
        raise Refused(
            _("Only a draft that was never sent can be discarded."), way_out=_("What was sent is kept with the file.")
        )
    if request.method == "POST":
        actions.discard(contract=contract, by=request.member)
        messages.success(request, _("The draft is discarded."))
        return redirect(contract.apprenticeship)
    page = {
        "contract": contract, "cancel_url": contract.get_absolute_url(), "title": _("Discard the draft"),
        "label": _("Discard"), "tone": "danger",
        "text": _("What is filled in, the credit and the papers go, and cannot be brought back."),
    }  # fmt: skip
    return render(request, "contracts/ask.html", page)


def _contract(request, contract_id) -> Contract:
    contracts = Contract.objects.visible_to(request.member).with_people()
    return get_object_or_404(contracts, pk=contract_id)


def _ask(request, contract, step, form, action, *, done, **words):
    """A page that asks before a step. When the step is not possible (any more), the Refused says why."""
    if request.method == "GET":
        require(contract, step)
    if form.is_valid() and form.submit(action, contract=contract, by=request.member):
        messages.success(request, done)
        return redirect(contract)
    page = {"contract": contract, "form": form, "cancel_url": contract.get_absolute_url(), **words}
    return render(request, "contracts/ask.html", page, status=form.status)
