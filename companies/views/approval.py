"""For which trades may a company train, and what did the county say?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies import actions
from companies.forms import ApprovalForm, DecisionForm
from companies.models import Approval
from companies.views.company import visible_company
from okportal.permissions import Permission, allowed


@allowed(Permission.COMPANY_EDIT)
def add_approval(request, company_id):
    company = visible_company(request, company_id)
    form = ApprovalForm(request.POST or None, initial={"county": company.county_id, "applied_on": request.member.today})
    if form.is_valid() and form.submit(actions.apply_approval, company=company, by=request.member):
        messages.success(request, _("The application is noted."))
        return redirect(company)
    context = {"form": form, "company": company, "heading": _("New approval"), "label": _("Save")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def decide_approval(request, approval_id):
    approvals = Approval.objects.visible_to(request.member).select_related("company", "trade", "county")
    approval = get_object_or_404(approvals, pk=approval_id)
    form = DecisionForm(request.POST or None, approval=approval, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.decide_approval, approval=approval, by=request.member):
        messages.success(request, _("The decision is noted."))
        return redirect(approval.company)
    context = {"form": form, "company": approval.company, "heading": str(approval), "label": _("Save the decision")}
    return render(request, "companies/form.html", context, status=form.status)
