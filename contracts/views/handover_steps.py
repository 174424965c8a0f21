"""How does the office fill in a change of company, step by step?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships.forms import CHOOSE
from companies import approved
from contracts.actions.handover import save_handover
from contracts.forms.handover import AssessmentForm, NewCompanyForm, PlanForm, ReasonForm
from contracts.handover import checks
from contracts.handover.figures import aims_of
from contracts.problems import blockers
from contracts.states import ContractState, HandoverState
from contracts.views.handover import seen_by
from okportal.permissions import Permission, allowed
from okportal.todo.models import Task

STEPS = {
    checks.REASON: (gettext_lazy("Why"), ReasonForm),
    checks.COMPANY: (gettext_lazy("New company"), NewCompanyForm),
    checks.ASSESSMENT: (gettext_lazy("Closing assessment"), AssessmentForm),
    checks.AIMS: (gettext_lazy("Competence aims"), None),
    checks.CHECK: (gettext_lazy("Check and plan"), None),
}


@allowed(Permission.CONTRACT_EDIT)
def step(request, contract_id, handover_id, part):
    """Saves and goes on; htmx saves in place while one fills in. May be left and gone on with."""
    row = seen_by(request.member, contract_id, handover_id)
    if part not in STEPS:
        raise Http404
    if row.state != HandoverState.DRAFT:
        return redirect(row)
    form = _form(request, row, part)
    if form is not None and request.method == "POST" and CHOOSE not in request.POST:
        is_saved = form.submit(save_handover, handover=row, by=request.member)
        if request.htmx:
            page = {"form": form, "contract": form.result or row, "now": timezone.now()}
            return render(request, "contracts/_saved.html", page, status=form.status)
        if is_saved:
            return redirect(_next_page(request, row, part))
    page = _page(request, row, part, form)
    return render(request, "contracts/handover/step.html", page, status=form.status if form else 200)


def _form(request, row, part):
    form_class = STEPS[part][1]
    if form_class is None:
        return None
    more = {"member": request.member, "handover": row, "now": None} if form_class is NewCompanyForm else {}
    if request.method == "POST" and CHOOSE in request.POST:
        form = form_class(initial=request.POST.dict(), **more)
        form.choose_company()
        return form
    return form_class(request.POST or None, initial=form_class.facts_of(row), **more)


def _next_page(request, row, part):
    if "leave" in request.POST:
        messages.success(request, _("It is saved. Go on with it when you like."))
        return row
    parts = list(STEPS)
    return checks.page(row, parts[parts.index(part) + 1])


def _page(request, row, part, form) -> dict:
    found = checks.before_planning(row, request.member.today)
    stopped = {problem.step for problem in blockers(found)}
    parts = list(STEPS)
    here = parts.index(part)
    page = {
        "handover": row, "contract": row.contract, "slug": part, "title": STEPS[part][0], "form": form,
        "number": here + 1, "of": len(parts), "problems": found, "is_stopped": bool(blockers(found)),
        "steps": [
            {"title": STEPS[name][0], "url": checks.page(row, name), "is_here": name == part,
             "is_stopped": name in stopped, "is_done": name not in stopped and parts.index(name) < here}
            for name in parts
        ],
        "here": [problem for problem in found if problem.step == part],
        "next_url": checks.page(row, parts[min(here + 1, len(parts) - 1)]),
    }  # fmt: skip
    return page | _extra(request, row, part, form)


def _extra(request, row, part, form) -> dict:
    """What one step shows beside its form."""
    if part == checks.AIMS:
        aims = aims_of(row.contract.apprenticeship)
        return {"done": [aim for aim in aims if aim["is_done"]], "open": [aim for aim in aims if not aim["is_done"]]}
    if part == checks.ASSESSMENT:
        return {"is_asked": Task.objects.open().filter(key=row.task_key).exists()}
    if part == checks.COMPANY:
        return {"verdict": _verdict(row, form, request.member.today)}
    if part == checks.CHECK:
        is_judged = (
            row.on
            and row.contract.state == ContractState.ACTIVE
            and row.new_company
            and row.contract.start_on < row.on <= row.contract.end_on
        )
        return {"plan": PlanForm(initial={"version": row.version}),
                "consequences": checks.consequences(row) if is_judged else []}  # fmt: skip
    return {}


def _verdict(row, form, today):
    """Is the company that stands in the form approved for the trade? None while none is chosen."""
    company, training = form.chosen_company, row.contract.apprenticeship
    if company is None:
        return None
    place = row.new_establishment if company.pk == row.new_company_id else None
    return approved.judge(
        company=company, trade=training.trade, county=training.county, place=place, day=row.on or today
    )
