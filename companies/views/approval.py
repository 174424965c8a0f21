"""For which trades may a company train, what did the county say, and what comes next?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies import actions, lapse, problems, progress, status
from companies.access import may_map
from companies.coverage import count
from companies.forms import (
    AgainForm,
    ApprovalForm,
    BoardForm,
    DecisionForm,
    PrepareForm,
    RegisterApprovalForm,
    SendForm,
)
from companies.models import Approval
from companies.pdf import LANGUAGES, application_pdf
from companies.states import APPLY_AGAIN, APPROVE, GRANTED, LIMIT, SEND, TO_BOARD, ApprovalState
from companies.views.company import may_edit, visible_company
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


def visible_approval(request, approval_id) -> Approval:
    approvals = Approval.objects.visible_to(request.member).select_related(
        "company", "trade", "county", "establishment", "curriculum", "application_file", "decision_file"
    )
    return get_object_or_404(approvals, pk=approval_id)


def page_of(approval) -> str:
    return office_url("companies:approval", approval.pk)


@allowed(Permission.COMPANY_SEE)
def list_approvals(request, company_id):
    """The company's approvals, by place of work and trade."""
    company, today = visible_company(request, company_id), request.member.today
    approvals = company.approvals.select_related("trade", "county", "establishment").prefetch_related("coverage")
    rows = [(row, status.of_approval(row, today), count(row.coverage.all())) for row in approvals]
    context = {"company": company, "rows": rows, "may_edit": may_edit(request)}
    return render(request, "companies/approvals.html", context)


@allowed(Permission.COMPANY_SEE)
def show_approval(request, approval_id):
    """How far it has come, what is next, and what has happened."""
    approval, member = visible_approval(request, approval_id), request.member
    context = {
        "approval": approval, "company": approval.company, "today": member.today, "may_edit": may_edit(request),
        "shown": status.of_approval(approval, member.today), "coverage": count(approval.coverage.all()),
        "may_map": may_map(member, approval), "road": progress.road(approval),
        "next": progress.next_step(approval, member.today),
        "events": progress.events_of(approval) if member.is_staff else [],
        "warning": lapse.warning(approval.unused_since, member.today) if approval.state in GRANTED else None,
        "lapses_on": approval.unused_since and lapse.lapses_on(approval.unused_since),
        "can_send": SEND.allowed_from(approval.state), "can_go_to_board": TO_BOARD.allowed_from(approval.state),
        "can_begin_again": approval.can_begin_again(member.today),
    }  # fmt: skip
    return render(request, "companies/approval.html", context)


def _new(request, company_id, form_class, action, words, page=page_of, **initial):
    """`words`: heading, label of the button, and what is said when it is done."""
    company, (heading, label, done) = visible_company(request, company_id), words
    known = {"county": company.county_id, "trade": request.GET.get("trade")} | initial
    form = form_class(request.POST or None, request.FILES or None, company=company, initial=known)
    if form.is_valid() and form.submit(action, company=company, by=request.member):
        messages.success(request, done)
        return redirect(page(form.result))
    context = {
        "form": form, "company": company, "heading": heading, "label": label,
        "cancel_url": office_url("companies:approvals", company.pk),
    }  # fmt: skip
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def prepare_approval(request, company_id):
    """Begins an application, and leads straight to its mapping."""
    words = (
        _("Prepare an application"), _("Go on to the mapping"),
        _("Now write down who covers each competence aim, and where."),
    )  # fmt: skip

    def page(approval):
        return office_url("companies:mapping", approval.pk)

    return _new(request, company_id, PrepareForm, actions.prepare_approval, words, page)


@allowed(Permission.COMPANY_EDIT)
def register_approval(request, company_id):
    words = (_("Register an approval"), _("Register"), _("The approval is registered."))
    return _new(request, company_id, RegisterApprovalForm, actions.register_approval, words)


@allowed(Permission.COMPANY_EDIT)
def add_approval(request, company_id):
    """Notes an application that was sent outside of the portal."""
    words = (_("Note an application"), _("Save"), _("The application is noted."))
    return _new(request, company_id, ApprovalForm, actions.apply_approval, words, applied_on=request.member.today)


@allowed(Permission.COMPANY_EDIT)
def send_approval(request, approval_id):
    """What speaks against it stands beside the form; with a reason it goes all the same."""
    approval = visible_approval(request, approval_id)
    if not SEND.allowed_from(approval.state):
        return redirect(page_of(approval))
    found = problems.before_sending(approval, request.member.today)
    form = SendForm(request.POST or None, must_explain=bool(found))
    if form.is_valid() and form.submit(actions.send_approval, approval=approval, by=request.member):
        messages.success(request, _("The application is kept as PDF. Send it to the county authority now."))
        return redirect(page_of(approval))
    context = {
        "form": form, "approval": approval, "company": approval.company, "problems": found,
        "supervisors": problems.supervisors(approval, request.member.today), "coverage": count(approval.coverage.all()),
        "cancel_url": page_of(approval),
    }  # fmt: skip
    return render(request, "companies/send_approval.html", context, status=form.status)


def _step(request, approval, form, action, heading, message):
    if form.is_valid() and form.submit(action, approval=approval, by=request.member):
        messages.success(request, message)
        return redirect(page_of(approval))
    context = {
        "form": form, "company": approval.company, "approval": approval, "heading": heading, "label": _("Save"),
        "cancel_url": page_of(approval),
    }  # fmt: skip
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def hand_to_board(request, approval_id):
    approval = visible_approval(request, approval_id)
    form = BoardForm(request.POST or None, initial={"on": request.member.today, "case_number": approval.case_number})
    heading = _("The county has passed it on")
    return _step(request, approval, form, actions.hand_to_board, heading, _("That the board has it is noted."))


@allowed(Permission.COMPANY_EDIT)
def decide_approval(request, approval_id):
    approval = visible_approval(request, approval_id)
    known = {"on": request.member.today, "to_on": approval.to_on, "limits": approval.limits}
    if approval.state in GRANTED:
        known["decision"] = (LIMIT if approval.state == ApprovalState.LIMITED else APPROVE).name
    form = DecisionForm(request.POST or None, request.FILES or None, approval=approval, initial=known)
    return _step(request, approval, form, actions.decide_approval, str(approval), _("The decision is noted."))


@allowed(Permission.COMPANY_EDIT)
def apply_again(request, approval_id):
    """After a refusal, a withdrawal, a lapse or its last day: anew here, or noted where it was sent elsewhere."""
    approval = visible_approval(request, approval_id)
    form = AgainForm(request.POST or None, initial={"applied_on": request.member.today})

    def action(*, approval, how, applied_on, by):
        what_for = {
            "company": approval.company, "trade": approval.trade, "county": approval.county,
            "establishment": approval.establishment,
        }  # fmt: skip
        if how == APPLY_AGAIN.name:
            return actions.apply_approval(**what_for, applied_on=applied_on, by=by)
        return actions.prepare_approval(**what_for, by=by)

    return _step(request, approval, form, action, _("Apply again"), _("The application has begun anew."))


@allowed(Permission.COMPANY_SEE)
def application(request, approval_id):
    """The application as it was sent; before that, as it would look today."""
    approval = visible_approval(request, approval_id)
    if approval.state != ApprovalState.PREPARING:
        if approval.application_file is None:
            raise Http404
        return file_response(approval.application_file, inline=True)
    if not (request.member.is_staff or may_map(request.member, approval)):
        raise Http404
    language = request.LANGUAGE_CODE if request.LANGUAGE_CODE in LANGUAGES else LANGUAGES[0]
    content = application_pdf(approval, language=language, remarks="", today=request.member.today)
    return HttpResponse(content, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})


@allowed(Permission.COMPANY_SEE)
def decision_letter(request, approval_id):
    approval = visible_approval(request, approval_id)
    if approval.decision_file is None:
        raise Http404
    return file_response(approval.decision_file, inline=True)
