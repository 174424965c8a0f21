"""How is a change of company begun, looked at, planned, made and called off?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts.actions import handover as writing
from contracts.actions.handover_planning import plan_handover, reopen_handover
from contracts.actions.handover_switch import switch
from contracts.forms.handover import AssessmentForm, BeginForm, PlanForm, SwitchForm
from contracts.handover import checks
from contracts.models import Contract, Handover
from contracts.states import HANDOVER_CANCEL, HANDOVER_DO, HANDOVER_REOPEN, ContractState, HandoverState
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.todo.models import Task

P = Permission


@allowed(P.CONTRACT_SEE)
def change_company(request, contract_id):
    """The newest change of this contract that one may see; the office begins one where none is open."""
    seen = Handover.objects.visible_to(request.member)
    known = seen.filter(contract_id=contract_id).exclude(state=HandoverState.CANCELLED).first()
    if known is not None:
        return redirect(known)
    if not request.member.can(P.CONTRACT_EDIT):
        raise Http404
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    form = BeginForm(request.POST or None)
    if form.is_valid() and form.submit(writing.begin_handover, contract=contract, by=request.member):
        return redirect(checks.page(form.result, checks.COMPANY))
    context = {"contract": contract, "form": form, "is_possible": contract.state == ContractState.ACTIVE}
    return render(request, "contracts/handover/begin.html", context, status=form.status)


@allowed(P.CONTRACT_SEE)
def detail(request, contract_id, handover_id):
    """The plan as it stands: for the office with what to do next, for the others to read."""
    row = seen_by(request.member, contract_id, handover_id)
    apprentice = row.contract.apprenticeship.apprentice
    if apprentice.user_id != request.user.pk:
        record_viewing(request.member, apprentice, "contracts:handover")
    is_office = request.member.is_staff
    page = {
        "handover": row, "contract": row.contract, "may_edit": request.member.can(P.CONTRACT_EDIT),
        "can": {"reopen": HANDOVER_REOPEN.allowed_from(row.state), "do": HANDOVER_DO.allowed_from(row.state),
                "cancel": HANDOVER_CANCEL.allowed_from(row.state)},
        "is_due": row.on is not None and row.on <= request.member.today,
        "first_step": checks.page(row, checks.REASON),
    }  # fmt: skip
    if is_office:
        page["consequences"] = _consequences(row)
        page["is_asked"] = Task.objects.open().filter(key=row.task_key).exists()
        page["new_page"] = row.new_contract.get_absolute_url() if row.new_contract else ""
    return render(request, "contracts/handover/detail.html" if is_office else "contracts/handover/read.html", page)


def _consequences(row) -> list:
    """What it will lead to; once it is done or called off that stands in the file itself."""
    is_known = row.on and row.new_company and row.contract.state == ContractState.ACTIVE
    return checks.consequences(row) if is_known else []


@allowed(P.CONTRACT_SEE)
def paper(request, contract_id, handover_id):
    """The handover as it was made when it was planned."""
    row = seen_by(request.member, contract_id, handover_id)
    if row.file is None:
        raise Http404
    record_viewing(request.member, row.contract.apprenticeship.apprentice, "contracts:handover_pdf")
    return file_response(row.file)


@require_POST
@allowed(P.CONTRACT_EDIT)
def plan(request, contract_id, handover_id):
    row = seen_by(request.member, contract_id, handover_id)
    form = PlanForm(request.POST)
    if form.submit(plan_handover, handover=row, by=request.member):
        messages.success(request, _("The change is planned, and both companies and the apprentice are told."))
        return redirect(form.result)
    for sentences in form.errors.values():
        messages.error(request, sentences[0])
    return redirect(checks.page(row, checks.CHECK))


@require_POST
@allowed(P.CONTRACT_EDIT)
def reopen(request, contract_id, handover_id):
    row = reopen_handover(handover=seen_by(request.member, contract_id, handover_id), by=request.member)
    messages.success(request, _("The plan is open again. Correct it, and plan it once more."))
    return redirect(checks.page(row, checks.COMPANY))


@allowed(P.CONTRACT_EDIT)
def make(request, contract_id, handover_id):
    """Make the change now: on the day, or after it."""
    row = seen_by(request.member, contract_id, handover_id)
    if row.state == HandoverState.DONE:
        return redirect(row)
    form = SwitchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.submit(switch, handover=row, by=request.member):
        messages.success(request, _("The training goes on in %(company)s.") % {"company": row.new_company})
        return redirect(row)
    page = {
        "contract": row.contract, "form": form, "title": _("Make the change of company"), "label": _("Make the change"),
        "text": _("Access, people, placements and contract change at once. This cannot be taken back."),
        "cancel_url": row.get_absolute_url(),
    }  # fmt: skip
    return render(request, "contracts/ask.html", page, status=form.status)


@allowed(P.CONTRACT_EDIT)
def cancel(request, contract_id, handover_id):
    row = seen_by(request.member, contract_id, handover_id)
    if request.method == "POST":
        writing.cancel_handover(handover=row, by=request.member)
        messages.success(request, _("The change of company is called off."))
        return redirect(row.contract)
    page = {
        "contract": row.contract, "title": _("Call off the change of company"), "label": _("Call it off"),
        "tone": "danger", "cancel_url": row.get_absolute_url(),
        "text": _("The contract goes on as it is. Those who were told of the change are told that it is called off."),
    }  # fmt: skip
    return render(request, "contracts/ask.html", page)


@require_POST
@allowed(P.CONTRACT_EDIT)
def ask_assessment(request, contract_id, handover_id):
    row = seen_by(request.member, contract_id, handover_id)
    writing.ask_assessment(handover=row, by=request.member)
    messages.success(request, _("%(name)s is asked for the closing assessment.") % {"name": row.old_supervisor})
    return redirect(checks.page(row, checks.ASSESSMENT))


@allowed(P.TALK_EDIT)
def closing_assessment(request, contract_id):
    """For the training supervisor of the company that is left, while the office waits for it."""
    asked = Handover.objects.asked_of(request.member).with_people()
    row = get_object_or_404(asked, contract_id=contract_id)
    form = AssessmentForm(request.POST or None, initial=AssessmentForm.facts_of(row))
    is_done = "done" in request.POST
    if form.submit(writing.write_assessment, handover=row, is_done=is_done, by=request.member):
        words = _("Thank you. The assessment is handed in.") if is_done else _("Saved. Hand it in when you are done.")
        messages.success(request, words)
        here = office_url("contracts:closing_assessment", contract_id)
        return redirect(row.contract.apprenticeship if is_done else here)
    context = {"handover": row, "form": form}
    return render(request, "contracts/handover/closing_assessment.html", context, status=form.status)


def seen_by(member, contract_id, handover_id) -> Handover:
    rows = Handover.objects.visible_to(member).with_people()
    return get_object_or_404(rows, pk=handover_id, contract_id=contract_id)
