"""How does a party check and sign, or say no, and how does the office sign?"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts import actions
from contracts.actions import rounds
from contracts.actions.signing import own_party_in
from contracts.amending.on_paper import rows_to_sign
from contracts.forms import DeclineForm, FlagForm, SignForm
from contracts.models import Contract, Party, SigningRound
from contracts.signing import proof
from contracts.states import ContractState
from contracts.views.pages import of_this_party
from okportal.norwegian import spaced_phone
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.forms import ActionForm


@allowed(Permission.CONTRACT_SIGN)
def check(request, contract_id):
    """The party reads their own part, and says that it is right."""
    contract, party = of_this_party(request, contract_id)
    if contract.state != ContractState.CHECKING or party.confirmed_at:
        return redirect(contract)
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.submit(rounds.confirm, party=party, by=request.member):
        messages.success(request, _("Thank you. You are asked to sign when everybody has checked their part."))
        return redirect(contract)
    page = {"contract": contract, "party": party, "form": form} | _office(request)
    return render(request, "contracts/check.html", page, status=form.status)


@allowed(Permission.CONTRACT_SIGN)
def sign(request, contract_id):
    contract, party = of_this_party(request, contract_id)
    if contract.state != ContractState.WITH_PARTIES or party.signed_at or party.asked_at is None:
        return redirect(contract)
    thanks = _("Thank you. Your signature is in place.")
    return _sign_page(request, contract.round, party, thanks, actions.confirm_and_sign, contract=contract)


@allowed(Permission.CONTRACT_SIGN_FOR_OFFICE)
def sign_for_office(request, contract_id):
    contracts = Contract.objects.visible_to(request.member).with_people().select_related("round__unsigned_file")
    contract = get_object_or_404(contracts, pk=contract_id)
    if contract.state != ContractState.WITH_OFFICE:
        return redirect(contract)
    thanks = _("The contract is signed by all and stored.")
    return _sign_page(request, contract.round, None, thanks, actions.sign_for_office, contract=contract)


@allowed(Permission.CONTRACT_SEE)
def sign_round(request, round_id):
    """Where an amendment is signed, by a party or for the office; the contract itself has pages of its own."""
    round, party = _of_round(request, round_id)
    is_waiting = not round.is_closed and party.asked_at is not None and party.signed_at is None
    if round.amendment_id is None or not is_waiting:
        return redirect(round.amendment or round.contract)
    outside = party if party.role != Party.Role.OFFICE else None
    return _sign_page(request, round, outside, _("Thank you. Your signature is in place."), rounds.sign, party=party)


def _sign_page(request, round, signer, thanks, action, **subject):
    """`signer`: the party outside the office, None for the office."""
    needed = proof.still_needed(request)
    if needed == "second_factor":
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")
    contract, shown = round.contract, {"sha256": round.unsigned_file.sha256}
    form = SignForm(request.POST or None, request=request, language=contract.language, initial=shown)
    if needed != "login" and form.is_valid() and form.submit(action, by=request.member, **subject):
        messages.success(request, thanks)
        return redirect(round.amendment or contract)
    page = {"contract": contract, "round": round, "form": form, "needed": needed, "party": signer} | _office(request)
    page["rows"] = rows_to_sign(round, contract)
    return render(request, "contracts/sign.html", page, status=form.status)


@allowed(Permission.CONTRACT_SIGN)
def flag(request, round_id):
    """The party says what is not right, while it is checked or signed."""
    words = {
        "title": _("Say what is not right"), "label": _("Send to the office"),
        "text": _("Nobody signs on: the office corrects it and sends it anew. The others are told that it comes back."),
        "done": _("Thank you. The office has been told, and comes back to you."),
    }  # fmt: skip
    return _say_no(request, round_id, rounds.flag, FlagForm(request.POST or None), words)


@allowed(Permission.CONTRACT_SIGN)
def decline(request, round_id):
    """The party will not sign."""
    words = {
        "title": _("Decline to sign"), "label": _("Decline to sign"), "tone": "danger",
        "text": _("Nobody signs on, and the office comes back to you. If only something is wrong in it, say that."),
        "done": _("You have declined to sign. The office has been told, and comes back to you."),
    }  # fmt: skip
    return _say_no(request, round_id, rounds.decline, DeclineForm(request.POST or None), words)


def _say_no(request, round_id, action, form, words):
    round, party = _of_round(request, round_id)
    if party.role == Party.Role.OFFICE:
        raise Http404
    if round.is_closed or party.signed_at:
        return redirect(round.amendment or round.contract)
    if form.is_valid() and form.submit(action, party=party, by=request.member):
        messages.success(request, words["done"])
        return redirect(office_url("contracts:list"))
    page = {"contract": round.contract, "form": form, "cancel_url": round.contract.get_absolute_url(), **words}
    return render(request, "contracts/ask.html", page, status=form.status)


def _of_round(request, round_id) -> tuple[SigningRound, Party]:
    """The round and the party that the person is in it; for staff the office's own part. 404 for all others."""
    seen = SigningRound.objects.visible_to(request.member).select_related("unsigned_file", "amendment")
    round = get_object_or_404(seen, pk=round_id)
    contracts = Contract.objects.visible_to(request.member).with_people()
    round.contract = get_object_or_404(contracts, pk=round.contract_id)
    party = own_party_in(round.pk, request.member)
    if party is None and request.member.can(Permission.CONTRACT_SIGN_FOR_OFFICE):
        party = round.parties.filter(role=Party.Role.OFFICE).first()
    if party is None:
        raise Http404
    return round, party


def _office(request) -> dict:
    return {"office_phone": spaced_phone(request.office.phone)}
