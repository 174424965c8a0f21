"""How does a company change what is written about it, and how does the office answer?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions
from companies.access import answers_for
from companies.actions.changes import AFTER_A_YES, AT_ONCE
from companies.forms import AcceptForm, DeclineForm, OwnCompanyForm
from companies.models import ProposedChange
from companies.proposals import mark, shown_changes
from companies.views.company import may_edit, visible_company, waiting_change
from okportal.permissions import Permission, allowed


def own_company(request, company_id):
    """Only for those who answer for this very company; a role in another one opens nothing here."""
    company = visible_company(request, company_id)
    if not answers_for(request.member, company.pk):
        raise Http404
    return company


def visible_change(request, change_id) -> ProposedChange:
    """For the office, and for those who answer for the company."""
    changes = ProposedChange.objects.visible_to(request.member)
    changes = changes.select_related("company__county", "proposed_by", "decided_by")
    change = get_object_or_404(changes, pk=change_id)
    if not (request.member.is_staff or answers_for(request.member, change.company_id)):
        raise Http404
    return change


@allowed(Permission.COMPANY_OWN)
def change_own(request, company_id):
    """One form: what is saved at once, and what waits for the office. What waits already stands in the fields."""
    company = own_company(request, company_id)
    change = waiting_change(company)
    form = OwnCompanyForm(request.POST or None, initial=as_asked(company, change))
    if form.is_valid() and form.submit(actions.change_own, company=company, by=request.member):
        waits = _("Saved. What the office must say yes to waits for its answer.")
        messages.success(request, waits if form.result else _("The changes are saved."))
        return redirect(company)
    return render(
        request, "companies/change_own.html", {"form": form, "company": company, "change": change}, status=form.status
    )


def as_asked(company, change) -> dict:
    """What stands there, under what the company has asked for already."""
    known = {name: getattr(company, name) for name in (*AT_ONCE, *AFTER_A_YES, "version")}
    asked = {name: told["to"] for name, told in change.fields.items()} if change else {}
    return known | asked


@allowed(Permission.COMPANY_SEE)
def change(request, change_id):
    return change_page(request, visible_change(request, change_id))


def change_page(request, found, accept=None, decline=None):
    """For both sides: what is asked for, and to the office the two answers."""
    accept = accept or AcceptForm(initial={"version": found.company.version, "seen": mark(found)})
    decline = decline or DeclineForm(initial={"seen": mark(found)})
    context = {
        "change": found, "company": found.company, "rows": shown_changes(found.company, found), "accept": accept,
        "decline": decline, "may_edit": may_edit(request), "owns": not request.member.is_staff,
    }  # fmt: skip
    return render(request, "companies/change.html", context, status=max(accept.status, decline.status))


@require_POST
@allowed(Permission.COMPANY_EDIT)
def accept_change(request, change_id):
    found = visible_change(request, change_id)
    form = AcceptForm(request.POST)
    if form.is_valid() and form.submit(actions.accept_change, change=found, by=request.member):
        messages.success(request, _("The change is accepted and written."))
        return redirect(found.company)
    return change_page(request, visible_change(request, change_id), accept=form)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def decline_change(request, change_id):
    found = visible_change(request, change_id)
    form = DeclineForm(request.POST)
    if form.is_valid() and form.submit(actions.decline_change, change=found, by=request.member):
        messages.success(request, _("The company gets your answer by e-mail."))
        return redirect(found.company)
    return change_page(request, visible_change(request, change_id), decline=form)


@require_POST
@allowed(Permission.COMPANY_OWN)
def withdraw_change(request, change_id):
    found = visible_change(request, change_id)
    if not answers_for(request.member, found.company_id):
        raise Http404
    actions.withdraw_change(change=found, by=request.member)
    messages.success(request, _("What you asked for is taken back."))
    return redirect(found.company)
