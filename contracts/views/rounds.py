"""What has happened in each round of signing, and what can the office do about the one under way?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from contracts import journey
from contracts.actions import deadlines
from contracts.actions.signing import own_party
from contracts.forms import ProlongForm
from contracts.models import Contract, SigningRound
from contracts.signing.chain import broken_at
from contracts.signing.rules import rule_for
from contracts.signing.unchanged import is_of_old
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.errors import Refused
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


@allowed(Permission.CONTRACT_SEE)
def signing(request, contract_id):
    """The rounds, newest first: all for the office, one's own for a party."""
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    rounds = SigningRound.objects.visible_to(request.member).filter(contract=contract)
    rounds = rounds.select_related("unsigned_file", "signed_file", "amendment").order_by("-number")
    rounds = list(rounds.prefetch_related("parties", "events"))
    for round in rounds:
        round.contract = contract
        prepare(round, request.member)
    page = {
        "contract": contract, "rounds": rounds, "own": own_party(contract, request.member),
        "may_edit": request.member.can(Permission.CONTRACT_EDIT),
        "may_use_link": rule_for(contract.office_id, contract.apprenticeship.county_id).may_use_link,
        "ways": journey.ways_on(contract, request.member, journey.parties_of(contract)),
    }  # fmt: skip
    return render(request, "contracts/signing.html", page)


def prepare(round: SigningRound, member):
    """Give the round what its panel shows: `signers` and `log`, each as this person may read it, and the rest."""
    round.signers, round.log = list(round.parties.all()), list(round.events.all())
    owing = {party.pk for party in deadlines.owing_of(round, round.signers)} if not round.is_closed else set()
    own = {party.pk for party in round.signers if party.user_id == member.user.pk}
    for party in round.signers:
        party.is_awaited = party.pk in owing
    for event in round.log:
        # What a party writes goes to the office, and to nobody else.
        event.shown_comment = event.comment if member.is_staff or event.party_id in own else ""
    round.broken_at = broken_at(round.log)
    round.is_of_old = not round.is_closed and is_of_old(round)


@allowed(Permission.CONTRACT_SEE)
def round_pdf(request, round_id):
    """What this round was sent with."""
    return _paper(request, round_id, "unsigned_file")


@allowed(Permission.CONTRACT_SEE)
def round_signed_pdf(request, round_id):
    return _paper(request, round_id, "signed_file")


def _paper(request, round_id, which):
    seen = SigningRound.objects.visible_to(request.member).select_related(which)
    round = get_object_or_404(seen, pk=round_id)
    contracts = Contract.objects.visible_to(request.member).select_related("apprenticeship__apprentice")
    contract = get_object_or_404(contracts, pk=round.contract_id)
    file = getattr(round, which)
    if file is None:
        raise Http404
    record_viewing(request.member, contract.apprenticeship.apprentice, request.resolver_match.view_name)
    return file_response(file)


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def remind(request, round_id):
    round = _round(request, round_id)
    try:
        reminded = deadlines.remind(round=round, by=request.member)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        told = ngettext("%(count)s person was reminded.", "%(count)s people were reminded.", len(reminded))
        words = told % {"count": len(reminded)} if reminded else _("Everybody has been reminded today already.")
        messages.success(request, words)
    return redirect(_page_of(round))


@allowed(Permission.CONTRACT_EDIT)
def prolong(request, round_id):
    round = _round(request, round_id)
    if round.is_closed:
        raise Refused(_("This signing is closed, and has no deadline any more."))
    form = ProlongForm(request.POST or None, initial={"sign_by_on": round.sign_by_on})
    if form.is_valid() and form.submit(deadlines.prolong, round=round, by=request.member):
        messages.success(request, _("There is more time. Those who have not signed yet are told."))
        return redirect(_page_of(round))
    page = {
        "contract": round.contract, "form": form, "title": _("Give more time to sign"), "label": _("Set the deadline"),
        "cancel_url": _page_of(round), "text": "",
    }  # fmt: skip
    return render(request, "contracts/ask.html", page, status=form.status)


def _round(request, round_id) -> SigningRound:
    round = get_object_or_404(SigningRound.objects.visible_to(request.member), pk=round_id)
    contracts = Contract.objects.visible_to(request.member).with_people()
    round.contract = get_object_or_404(contracts, pk=round.contract_id)
    return round


def _page_of(round) -> str:
    return office_url("contracts:signing", round.contract_id)
