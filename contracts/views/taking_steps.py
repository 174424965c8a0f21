"""How do parties and office sign, and how are decisions and ends registered?"""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import actions, signing
from contracts.forms import CompleteForm, DecisionForm, EndForm, SignForm, TakeBackForm
from contracts.models import Contract
from contracts.states import APPROVE, COMPLETE, END, TAKE_BACK, ContractState
from contracts.views.pages import of_this_party
from okportal.errors import Refused
from okportal.norwegian import spaced_phone
from okportal.permissions import Permission, allowed


@allowed(Permission.CONTRACT_SIGN)
def sign(request, contract_id):
    contract, party = of_this_party(request, contract_id)
    if party.signed_at or contract.state != ContractState.WITH_PARTIES:
        return redirect(contract)
    return _sign_page(request, contract, actions.confirm_and_sign, _("Thank you. Your signature is in place."), party)


@allowed(Permission.CONTRACT_SIGN_FOR_OFFICE)
def sign_for_office(request, contract_id):
    contract = _contract(request, contract_id)
    if contract.state != ContractState.WITH_OFFICE:
        return redirect(contract)
    return _sign_page(request, contract, actions.sign_for_office, _("The contract is signed by all and stored."))


def _sign_page(request, contract, action, thanks, party=None):
    needed = signing.still_needed(request)
    if needed == "second_factor":
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
    shown = {"sha256": contract.unsigned_file.sha256}
    form = SignForm(request.POST or None, request=request, language=contract.language, initial=shown)
    if needed != "login" and form.is_valid() and form.submit(action, contract=contract, by=request.member):
        messages.success(request, thanks)
        return redirect(contract)
    page = {
        "contract": contract, "form": form, "needed": needed, "party": party,
        "office_phone": spaced_phone(request.office.phone),
    }  # fmt: skip
    return render(request, "contracts/sign.html", page, status=form.status)


@allowed(Permission.CONTRACT_EDIT)
def take_back(request, contract_id):
    contract = _contract(request, contract_id)
    return _ask(
        request, contract, TAKE_BACK, TakeBackForm(request.POST or None), actions.take_back,
        title=_("Take the contract back to draft"), label=_("Take back"), done=_("The contract is a draft again."),
        text=_("Signatures given so far hold no longer. Everybody who was asked to sign is told."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def decide(request, contract_id):
    contract = _contract(request, contract_id)
    form = DecisionForm(request.POST or None, initial={"decided_on": request.member.today})
    action = actions.refuse if form.is_valid() and form.decision == DecisionForm.REFUSED else actions.approve
    return _ask(
        request, contract, APPROVE, form, action, title=_("The county's decision"), label=_("Register the decision"),
        text=_("As it stands in the county authority's letter or in Vigo."), done=_("The decision is registered."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def complete(request, contract_id):
    contract = _contract(request, contract_id)
    today = request.member.today
    form = CompleteForm(request.POST or None, initial={"ended_on": min(today, contract.end_on or today)})
    return _ask(
        request, contract, COMPLETE, form, actions.complete,
        title=_("Close as completed"), label=_("Close the contract"),
        text=_("The training period is over and the test is taken."), done=_("The contract is closed."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def end(request, contract_id):
    contract = _contract(request, contract_id)
    form = EndForm(request.POST or None, initial={"ended_on": request.member.today})
    return _ask(
        request, contract, END, form, actions.end, title=_("End the contract early"), label=_("End the contract"),
        tone="danger", done=_("The contract has ended."),
        text=_(
            "When both agree, the company tells the county authority in writing beforehand. Otherwise only the county "
            "authority can end it (opplæringslova § 7-3). Planned talks and the registration for the test fall away."
        ),
    )  # fmt: skip


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def reopen(request, contract_id):
    contract = actions.reopen(contract=_contract(request, contract_id), by=request.member)
    messages.success(request, _("The contract is a draft again. Correct it and send it once more."))
    return redirect(contract)


def _contract(request, contract_id) -> Contract:
    contracts = Contract.objects.visible_to(request.member).with_people().select_related("unsigned_file")
    return get_object_or_404(contracts, pk=contract_id)


def _ask(request, contract, step, form, action, *, done, **words):
    """A page that asks before a step. When the step is not possible (any more), the Refused says why."""
    if request.method == "GET" and not step.allowed_from(contract.state):
        raise Refused(
            _("“%(step)s” is not possible now: the status is “%(state)s”.")
            % {"step": step.label, "state": contract.get_state_display()}
        )
    if form.is_valid() and form.submit(action, contract=contract, by=request.member):
        messages.success(request, done)
        return redirect(contract)
    page = {"contract": contract, "form": form, "cancel_url": contract.get_absolute_url(), **words}
    return render(request, "contracts/ask.html", page, status=form.status)
