"""When was the office in touch with a company, about what, and what is left to do?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions
from companies.actions.log import ANSWERS, key_of
from companies.forms.log import EntryForm
from companies.log_filter import EntryFilter
from companies.models import ContactEntry
from companies.views.company import may_edit, visible_company
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.todo.models import Task
from okportal.ui.forms import ActionForm
from okportal.ui.listing import listing, render_list

PER_PAGE = 20


def visible_entry(request, entry_id, *, own=False) -> ContactEntry:
    """With `own` only what the member wrote: nobody else changes it."""
    rows = ContactEntry.objects.visible_to(request.member).select_related("company")
    entry = get_object_or_404(rows, pk=entry_id)
    if own and entry.written_by_id != request.user.pk:
        raise Http404
    return entry


def log_of(entry) -> str:
    return office_url("companies:contact_log", entry.company_id)


@allowed(Permission.CASELOAD)
def contact_log(request, company_id):
    company, member = visible_company(request, company_id), request.member
    rows = ContactEntry.objects.visible_to(member).filter(company=company).select_related("written_by")
    shown = listing(request, rows.order_by("-on", "-pk"), EntryFilter, per_page=PER_PAGE)
    tasks = Task.objects.visible_to(member).filter(key__in=[key_of(row.pk) for row in shown.rows])
    by_key = {task.key: task for task in tasks.select_related("done_by")}
    for row in shown.rows:
        row.task = by_key.get(key_of(row.pk))
        row.is_own = row.written_by_id == member.user.pk
    context = {"company": company, "listing": shown, "may_edit": may_edit(request), "today": member.today}
    return render_list(request, "companies/contact_log.html", context)


@allowed(Permission.COMPANY_EDIT)
def write_entry(request, company_id):
    company = visible_company(request, company_id)
    form = EntryForm(request.POST or None, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.write_entry, company=company, by=request.member):
        messages.success(request, _("The contact is written down."))
        return redirect(log_of(form.result))
    return _form(request, form, company, _("New contact"))


@allowed(Permission.COMPANY_EDIT)
def edit_entry(request, entry_id):
    entry = visible_entry(request, entry_id, own=True)
    form = EntryForm(request.POST or None, initial={name: getattr(entry, name) for name in ANSWERS})
    if form.is_valid() and form.submit(actions.edit_entry, entry=entry, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(log_of(entry))
    return _form(request, form, entry.company, _("Change the entry"))


@allowed(Permission.COMPANY_EDIT)
def withdraw_entry(request, entry_id):
    """Asks first; nothing is left of it afterwards."""
    entry = visible_entry(request, entry_id, own=True)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.submit(actions.withdraw_entry, entry=entry, by=request.member):
        messages.success(request, _("The entry is withdrawn."))
        return redirect(log_of(entry))
    context = {"form": form, "entry": entry, "company": entry.company, "log_url": log_of(entry)}
    return render(request, "companies/withdraw_entry.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def follow_up(request, entry_id):
    entry = visible_entry(request, entry_id)
    actions.follow_up(entry=entry, by=request.member)
    messages.success(request, _("Followed up."))
    return redirect(log_of(entry))


def _form(request, form, company, heading):
    context = {
        "form": form, "company": company, "heading": heading, "label": _("Save"),
        "cancel_url": office_url("companies:contact_log", company.pk),
    }  # fmt: skip
    return render(request, "companies/form.html", context, status=form.status)
