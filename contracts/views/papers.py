"""How does the office keep the papers and the credit of a contract, and ask for what is missing?"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts import actions
from contracts.forms import CreditForm, PaperForm
from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.states import OPEN, ContractState
from contracts.views.wizard import STEPS, draft_or_404
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.errors import Refused
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


@allowed(Permission.CONTRACT_EDIT)
def add_paper(request, contract_id):
    contract = draft_or_404(request, contract_id)
    if contract.state not in OPEN:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.add_paper, contract=contract, by=request.member):
        messages.success(request, _("“%(name)s” is added.") % {"name": form.result.file.name})
        return redirect(papers_of(contract))
    page = {"contract": contract, "form": form, "cancel_url": papers_of(contract)}
    return render(request, "contracts/paper.html", page, status=form.status)


@require_safe
@allowed(Permission.CONTRACT_SEE)
def paper(request, contract_id, paper_id):
    """The file itself; for the office alone."""
    found = _paper_or_404(request, contract_id, paper_id)
    record_viewing(request.member, found.contract.apprenticeship.apprentice, "contracts:paper")
    return file_response(found.file, inline=True)


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def remove_paper(request, contract_id, paper_id):
    found = _paper_or_404(request, contract_id, paper_id)
    _tell(request, lambda: actions.remove_paper(paper=found, by=request.member), _("The paper is removed."))
    return redirect(papers_of(found.contract))


@allowed(Permission.CONTRACT_EDIT)
def add_credit(request, contract_id):
    contract = draft_or_404(request, contract_id)
    form = CreditForm(request.POST or None, request.FILES or None, contract=contract)
    return _credit_page(request, contract, form, _("New credit"), partial(actions.add_credit, contract=contract))


@allowed(Permission.CONTRACT_EDIT)
def edit_credit(request, contract_id, credit_id):
    credit = _credit_or_404(request, contract_id, credit_id)
    form = CreditForm(request.POST or None, request.FILES or None, contract=credit.contract, credit=credit)
    return _credit_page(request, credit.contract, form, str(credit), partial(actions.edit_credit, credit=credit))


def _credit_page(request, contract, form, heading, action):
    back = office_url("contracts:step", contract.pk, "periode")
    if contract.state != ContractState.DRAFT:
        return redirect(contract)
    if form.is_valid() and form.submit(action, by=request.member):
        messages.success(request, _("The credit is saved, and the last day reckoned anew."))
        return redirect(back)
    page = {"contract": contract, "form": form, "heading": heading, "cancel_url": back}
    return render(request, "contracts/credit.html", page, status=form.status)


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def remove_credit(request, contract_id, credit_id):
    credit = _credit_or_404(request, contract_id, credit_id)
    _tell(request, lambda: actions.remove_credit(credit=credit, by=request.member), _("The credit is removed."))
    return redirect(office_url("contracts:step", contract_id, "periode"))


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def ask_for_missing(request, contract_id):
    """One mail to the side that can supply it, with the whole list."""
    contract, slug = draft_or_404(request, contract_id), request.POST.get("step", "")
    try:
        asked = actions.ask_for_missing(contract=contract, who=request.POST.get("who", ""), by=request.member)
        messages.success(request, _("%(name)s gets a mail with what is missing.") % {"name": asked.name})
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.way_out}".strip())
    return redirect(office_url("contracts:step", contract.pk, slug if slug in STEPS else "kontroll"))


def papers_of(contract: Contract) -> str:
    """Where one sees them: the wizard's step while it is a draft, the contract's own page after that."""
    if contract.state == ContractState.DRAFT:
        return office_url("contracts:step", contract.pk, "papirer")
    return contract.get_absolute_url()


def _tell(request, step, done: str):
    try:
        step()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.way_out}".strip())


def _paper_or_404(request, contract_id, paper_id) -> ContractPaper:
    papers = ContractPaper.objects.visible_to(request.member).select_related(
        "file", "contract__apprenticeship__apprentice"
    )
    return get_object_or_404(papers, pk=paper_id, contract=contract_id)


def _credit_or_404(request, contract_id, credit_id) -> ContractCredit:
    credits = ContractCredit.objects.visible_to(request.member)
    credit = get_object_or_404(credits, pk=credit_id, contract=contract_id)
    credit.contract = draft_or_404(request, contract_id)
    return credit
