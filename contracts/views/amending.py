"""How is a change of a contract written, and how does it take each step?"""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apprenticeships.absence import spells
from apprenticeships.models import Absence
from contracts.actions import amending, amending_county, applying
from contracts.actions.extending import running_contract
from contracts.amending.effects import preview
from contracts.amending.filling import fill
from contracts.amending.kinds import KINDS, SLUG_OF_KIND, SLUGS, Kind
from contracts.amending.problems import refuse_not_in_force
from contracts.forms.amending import (
    AmendmentForm,
    AmendmentPaperForm,
    ConsentForm,
    ToCountyForm,
    VersionForm,
    WhyForm,
)
from contracts.models import Amendment, Contract
from contracts.signing.signers import signers_of
from contracts.states import (
    AMENDMENT_AGREE,
    AMENDMENT_BACK,
    AMENDMENT_SEND,
    AMENDMENT_SETTLE,
    AMENDMENT_TO_COUNTY,
    AMENDMENT_WITHDRAW,
    AmendmentState,
)
from contracts.views.amendments import choices, visible_amendment, visible_contract
from okportal.errors import Refused
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.states import require
from okportal.ui.forms import ActionForm

PREFILLED = (
    "from_on", "to_on", "days", "percent", "absence", "new_establishment", "new_workplace", "new_supervisor",
    "new_trade", "new_kind", "end_on", "reason",
)  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def new_amendment(request, contract_id):
    """Asks what changes. A proposal leads here with `kind` and more in the address, and goes straight on."""
    contract = visible_contract(request, contract_id)
    refuse_not_in_force(contract)
    known = request.GET.dict()
    kind = known.pop("kind", "")
    if kind in KINDS:
        if kind == Kind.EXTENSION and "to_on" in known:
            known["end_on"] = known.pop("to_on")
        where = office_url("contracts:draft_amendment", contract.pk, SLUG_OF_KIND[kind])
        return redirect(f"{where}?{urlencode(known)}")
    return render(request, "contracts/amendments/choose.html", {"contract": contract, "kinds": choices()})


@allowed(Permission.CONTRACT_EDIT)
def draft_amendment(request, contract_id, amendment_kind):
    """Shows what the change leads to before it can be saved."""
    contract = visible_contract(request, contract_id)
    if amendment_kind not in SLUGS:
        raise Http404
    refuse_not_in_force(contract)
    kind = SLUGS[amendment_kind]
    known = {"from_on": request.member.today, **{name: request.GET[name] for name in PREFILLED if name in request.GET}}
    form = _form(request, contract, kind, initial=known)
    row = Amendment(office_id=contract.office_id, contract=contract, kind=kind)
    return _filled_in(request, form, row, amending.draft_amendment, contract=contract, kind=kind)


@allowed(Permission.CONTRACT_EDIT)
def edit_amendment(request, contract_id, amendment_id):
    contract, row = visible_amendment(request, contract_id, amendment_id)
    if row.state != AmendmentState.DRAFT:
        return redirect(row)
    form = _form(request, contract, row.kind, initial=AmendmentForm.known(row), amendment=row)
    tried = Amendment.objects.get(pk=row.pk)
    return _filled_in(request, form, tried, amending.edit_amendment, amendment=row)


def _form(request, contract, kind, **kwargs) -> AmendmentForm:
    signers = signers_of(contract, request.member.today)
    return AmendmentForm(
        request.POST or None, contract=contract, kind=kind, signers=signers, member=request.member, **kwargs
    )  # fmt: skip


def _filled_in(request, form, row, action, **subject):
    """The form; once it is filled in, with what it leads to; and saved only as it was shown."""
    contract, shown = form.contract, None
    if request.method == "POST" and form.is_valid():
        is_saved = "save" in request.POST and form.is_seen
        if is_saved and form.submit(action, by=request.member, **subject):
            messages.success(request, _("The draft is saved."))
            return redirect(form.result)
        shown = _shown(form, contract, row, request.member.today)
    page = {
        "contract": contract, "form": form, "shown": shown, "amendment": row, "kind": KINDS[row.kind],
        "label": row.get_kind_display(), "is_seen": form.is_bound and not form.errors and shown is not None,
    }  # fmt: skip
    return render(request, "contracts/amendments/form.html", page, status=form.status)


def _shown(form, contract, row, today):
    try:
        found = preview(contract, fill(row, contract, form.cleaned_data), today)
    except Refused as refusal:
        if refusal.message not in str(form.errors):
            form.add_refusal(refusal)
        return None
    form.show()
    return found


@allowed(Permission.CONTRACT_EDIT)
def amend_for_absence(request, absence_id):
    """From the task about a long absence to an extension that is filled in: as much later as days were lost.

    By its last day, not by days: the reckoning counts the absence itself once it is confirmed, and not a second time.
    """
    absence = get_object_or_404(Absence.objects.visible_to(request.member), pk=absence_id)
    training = absence.apprenticeship_id
    contract = running_contract(Contract.objects.visible_to(request.member).with_people(), training)
    if contract is None:
        raise Http404
    rows = Absence.objects.filter(apprenticeship_id=training).exclude(state=Absence.State.DECLINED)
    spell = next((one for one in spells(rows, request.member.today) if one.first.pk == absence.pk), None)
    if spell is None or spell.to_on is None:
        return redirect(contract)
    days = {"first": date_format(spell.from_on, "DATE_FORMAT"), "last": date_format(spell.to_on, "DATE_FORMAT")}
    end_on = contract.end_on + timedelta(days=spell.extension_days)
    known = {"end_on": end_on.isoformat(), "reason": _("Absence from %(first)s to %(last)s.") % days}
    url = office_url("contracts:draft_amendment", contract.pk, SLUG_OF_KIND[Kind.EXTENSION])
    return redirect(f"{url}?{urlencode(known)}")


@allowed(Permission.CONTRACT_EDIT)
def send_amendment(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_SEND, VersionForm, amending.send_amendment,
        title=_("Send the change for signing"), label=_("Send"), done=_("The change is on its way to its signers."),
        text=_("Everybody who signs gets a mail when it is their turn. The words can no longer be changed."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def settle_amendment(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_SETTLE, VersionForm, amending.settle_amendment,
        title=_("All have agreed"), label=_("Record that all have agreed"), done=_("The change is agreed."),
        text=_("Nobody signs this change here. Add the document that shows that all have agreed."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def take_back_amendment(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_BACK, WhyForm, amending.take_back_amendment,
        title=_("Take the change back to draft"), label=_("Take back"), done=_("The change is a draft again."),
        text=_("Signatures given so far hold no longer. Everybody who was asked to sign is told."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def withdraw_amendment(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_WITHDRAW, WhyForm, amending.withdraw_amendment, tone="danger",
        title=_("Withdraw the change"), label=_("Withdraw"), done=_("The change is withdrawn."),
        text=_("It will not come into force. What was written stays in the history."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def amendment_to_county(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_TO_COUNTY, ToCountyForm, amending_county.send_amendment_to_county,
        title=_("Sent to the county authority"), label=_("Write it down"), done=_("Written down."),
        text=_("By letter or in Vigo, which stays the official register."),
    )  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def decide_amendment(request, contract_id, amendment_id):
    return _ask(
        request, contract_id, amendment_id, AMENDMENT_AGREE, ConsentForm, _decide,
        title=_("The county's decision"), label=_("Register the decision"), done=_("The decision is registered."),
        text=_("As it stands in the county authority's letter or in Vigo."),
    )  # fmt: skip


def _decide(form):
    return amending_county.refuse_consent if form.decision == ConsentForm.REFUSED else amending_county.consent


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def apply_amendment(request, contract_id, amendment_id):
    _contract, row = visible_amendment(request, contract_id, amendment_id)
    applying.apply(amendment=row, by=request.member)
    messages.success(request, _("The change is in force."))
    return redirect(row)


@allowed(Permission.CONTRACT_EDIT)
def add_amendment_document(request, contract_id, amendment_id):
    contract, row = visible_amendment(request, contract_id, amendment_id)
    if request.method == "GET" and row.state != AmendmentState.DRAFT:
        return redirect(row)
    form = AmendmentPaperForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(amending.add_document, amendment=row, by=request.member):
        messages.success(request, _("The document is added."))
        return redirect(row)
    page = {"contract": contract, "amendment": row, "form": form, "heading": _("Add a document")}
    return render(request, "contracts/amendments/document.html", page, status=form.status)


def _ask(request, contract_id, amendment_id, step, form_class: type[ActionForm], action, *, done, **words):
    """A page that asks before a step. When the step is not possible (any more), the Refused says why."""
    contract, row = visible_amendment(request, contract_id, amendment_id)
    if request.method == "GET":
        require(row, step)
    today = request.member.today
    initial = {"version": row.version, "sent_on": today, "decided_on": today, "case_number": contract.case_number}
    form = form_class(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        taken = action(form) if action is _decide else action
        if form.submit(taken, amendment=row, by=request.member):
            messages.success(request, done)
            return redirect(row)
    page = {"contract": contract, "amendment": row, "form": form, "cancel_url": row.get_absolute_url(), **words}
    return render(request, "contracts/amendments/ask.html", page, status=form.status)
