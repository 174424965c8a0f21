"""How does the office write a contract, step by step?"""

from itertools import chain

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from apprenticeships.models import Apprenticeship
from contracts import actions, journey, problems
from contracts.forms import AimsForm, PaperForm, PeriodForm, SendForm, TypeForm, WorkForm
from contracts.ledger import calculate
from contracts.models import Contract
from contracts.problems import menders
from contracts.reckoning.inputs import agreed_inputs
from contracts.states import ContractState
from contracts.types import type_of, written_exam
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed

STEPS = {
    "type": (gettext_lazy("Type and parties"), TypeForm),
    "mal": (gettext_lazy("Own aims"), AimsForm),
    "periode": (gettext_lazy("Period and credit"), PeriodForm),
    "arbeid": (gettext_lazy("Work and remarks"), WorkForm),
    "papirer": (gettext_lazy("Papers"), None),
    "kontroll": (gettext_lazy("Check and send"), None),
}


@allowed(Permission.CONTRACT_EDIT)
def new(request, apprenticeship_id):
    """Asks on GET, because a draft takes a number; goes straight to the draft that is there already."""
    apprenticeship = get_object_or_404(
        Apprenticeship.objects.visible_to(request.member).with_people().select_related("county"), pk=apprenticeship_id
    )
    if request.method == "POST":
        contract = actions.draft(apprenticeship=apprenticeship, by=request.member)
        return redirect(office_url("contracts:step", contract.pk, "type"))
    if draft := apprenticeship.contracts.filter(state=ContractState.DRAFT).first():
        return redirect(office_url("contracts:step", draft.pk, "type"))
    return render(request, "contracts/new.html", {"apprenticeship": apprenticeship})


@allowed(Permission.CONTRACT_EDIT)
def step(request, contract_id, slug):
    """Saves and goes on; htmx saves in place while one fills in."""
    contract = draft_or_404(request, contract_id)
    if contract.state != ContractState.DRAFT:
        return redirect(contract)
    if slug not in type_of(contract).steps:
        raise Http404
    form_class = STEPS[slug][1]
    form = form_class(request.POST or None, contract=contract) if form_class else None
    if form is not None and request.method == "POST":
        is_saved = form.is_valid() and form.submit(actions.save_step, contract=contract, by=request.member)
        if request.htmx:
            return _saved_in_place(request, contract, form)
        if is_saved:
            return redirect(_next_page(request, form.result, slug))
    status = form.status if form else 200
    return render(request, "contracts/step.html", _page(request, contract, slug, form), status=status)


def _saved_in_place(request, contract, form):
    saved = form.result or contract
    return render(
        request, "contracts/_saved.html", {"form": form, "contract": saved, "now": timezone.now()}, status=form.status
    )


def _next_page(request, contract, slug) -> str:
    if "leave" in request.POST:
        messages.success(request, _("The draft is saved. Go on with it when you like."))
        return office_url("contracts:detail", contract.pk)
    if "credit" in request.POST:
        return office_url("contracts:add_credit", contract.pk)
    slugs = type_of(contract).steps
    return office_url("contracts:step", contract.pk, slugs[slugs.index(slug) + 1])


def _page(request, contract, slug, form) -> dict:
    found = problems.before_sending(contract, request.member.today)
    here = [problem for problem in found if problem.step == slug]
    row, slugs = type_of(contract), type_of(contract).steps
    after = slugs.index(slug) + 1
    return {
        "contract": contract, "slug": slug, "title": STEPS[slug][0], "form": form, "number": after, "of": len(slugs),
        "steps": _steps(contract, slugs, slug, found), "next_slug": slugs[after] if after < len(slugs) else "",
        "problems": found, "is_stopped": bool(problems.blockers(found)), "here": here, "type": row,
        "written_exam": written_exam(contract.apprenticeship.trade.subject_code) if row.has_practice_before else "",
        "menders": menders.menders(contract, found if slug == "kontroll" else here, request.member.today),
        "ledger": calculate(agreed_inputs(contract)) if contract.start_on else None,
        "road": journey.road(contract, []),
        "credits": contract.credits.all(), "papers": contract.papers.all(), "paper_form": PaperForm(),
    }  # fmt: skip


def _steps(contract, slugs, slug, found) -> list[dict]:
    stopped = {problem.step for problem in problems.blockers(found)}
    return [
        {
            "title": STEPS[name][0], "url": office_url("contracts:step", contract.pk, name), "is_here": name == slug,
            "is_stopped": name in stopped, "is_done": name not in stopped and slugs.index(name) < slugs.index(slug),
        }
        for name in slugs
    ]  # fmt: skip


@allowed(Permission.CONTRACT_EDIT)
def explain(request, contract_id):
    """The end date of what is typed just now, and why; nothing is saved."""
    contract = draft_or_404(request, contract_id)
    form = PeriodForm({"version": contract.version, **request.GET.dict()}, contract=contract)
    ledger = None
    if form.is_valid() and form.cleaned_data["start_on"]:
        contract.start_on, contract.months = form.cleaned_data["start_on"], form.cleaned_data["months"]
        contract.end_on = form.cleaned_data["end_on"]
        ledger = calculate(agreed_inputs(contract))
    return render(request, "contracts/_end.html", {"ledger": ledger})


@require_POST
@allowed(Permission.CONTRACT_EDIT)
def send(request, contract_id):
    contract = draft_or_404(request, contract_id)
    form = SendForm(request.POST, contract=contract)
    if not form.submit(actions.send, contract=contract, by=request.member):
        for sentence in chain.from_iterable(form.errors.values()):
            messages.error(request, sentence)
        return redirect(office_url("contracts:step", contract.pk, "kontroll"))
    messages.success(request, _("The contract is on its way to the parties."))
    return redirect(contract)


def draft_or_404(request, contract_id) -> Contract:
    """Those who edit contracts see drafts as well; the page says what to do with another state."""
    return get_object_or_404(Contract.objects.visible_to(request.member).with_people().with_papers(), pk=contract_id)
