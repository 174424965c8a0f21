"""Where do we and Vigo differ, and how is the list of differences mended?"""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from contracts.forms.vigo import VigoColumnsForm, VigoDifferenceFilter, VigoManyForm, VigoUploadForm
from contracts.models import VigoDifference, VigoRun
from contracts.vigo import actions, settling
from contracts.vigo.showing import COLUMNS, dress
from okportal.audit.actions import record
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.sheets.cells import samples_of
from okportal.sheets.writing import response
from okportal.ui import undo as undo_button
from okportal.ui.listing import listing, render_list
from okportal.ui.selection import chosen, is_asked

P = Permission
Outcome = VigoDifference.Outcome
NAMED = 30  # how many of the chosen stand beside the form
DONE = {
    Outcome.TAKEN: gettext_lazy("Vigo's value is taken over."),
    Outcome.TO_VIGO: gettext_lazy("Noted: corrected in Vigo."),
    Outcome.IGNORED: gettext_lazy("Noted: left as it is."),
}


@allowed(P.CONTRACT_SEE)
def vigo(request):
    """Every export that was sent in, newest first, with what is still open."""
    runs = _runs(request).select_related("file", "made_by")
    runs = runs.annotate(open=Count("differences", filter=Q(differences__outcome=Outcome.OPEN)))
    runs = runs.order_by("-made_at", "-id")  # a query that groups leaves the model's own order out
    page = {"listing": listing(request, runs), "may_edit": request.member.can(P.CONTRACT_EDIT)}
    return render_list(request, "contracts/vigo/list.html", page)


@allowed(P.CONTRACT_EDIT)
def new_vigo(request):
    form = VigoUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.submit(actions.upload, by=request.member):
        return redirect(form.result)
    return render(request, "contracts/vigo/new.html", {"form": form}, status=form.status)


@allowed(P.CONTRACT_SEE)
def vigo_run(request, vigo_run_id):
    run = _run(request, vigo_run_id)
    may_edit = request.member.can(P.CONTRACT_EDIT)
    if not run.is_compared:
        return redirect(office_url("contracts:vigo_columns" if may_edit else "contracts:vigo", *([run.pk] * may_edit)))
    rows = listing(request, _differences(request, run), VigoDifferenceFilter)
    for row in rows.rows:
        dress(row, may_edit)
    counts = dict(run.differences.values_list("outcome").annotate(Count("pk")).order_by())
    page = {
        "run": run, "listing": rows, "may_edit": may_edit, "left": counts.get(Outcome.OPEN, 0),
        "settled": sum(counts.values()) - counts.get(Outcome.OPEN, 0),
        "steps": [(office_url("contracts:vigo_many", run.pk), _("Settle the chosen"), "Tasklist")] if may_edit else [],
    }  # fmt: skip
    return render_list(request, "contracts/vigo/run.html", page)


@allowed(P.CONTRACT_EDIT)
def vigo_columns(request, vigo_run_id):
    run = _run(request, vigo_run_id)
    if run.is_compared:
        return redirect(run)
    form = VigoColumnsForm(request.POST or None, run=run, samples=samples_of(actions.table_of(run)))
    if request.method == "POST" and form.is_valid() and form.submit(actions.compare_run, run=run, by=request.member):
        return redirect(run)
    return render(request, "contracts/vigo/columns.html", {"form": form, "run": run}, status=form.status)


@require_POST
@allowed(P.CONTRACT_EDIT)
def vigo_settle(request, difference_id):
    row, outcome = _difference(request, difference_id), request.POST.get("outcome", "")
    settling.settle(difference=row, outcome=outcome, by=request.member)
    undo_button.success(request, DONE[Outcome(outcome)], office_url("contracts:vigo_undo", row.pk))
    return _back(request, row)


@require_POST
@allowed(P.CONTRACT_EDIT)
def vigo_undo(request, difference_id):
    row = settling.undo(difference=_difference(request, difference_id), by=request.member)
    messages.success(request, _("It is open again."))
    return _back(request, row)


@allowed(P.CONTRACT_EDIT)
def vigo_many(request, vigo_run_id):
    """One outcome for all that were ticked; what cannot be settled is named and stays open."""
    run = _run(request, vigo_run_id)
    selection = chosen(request, _differences(request, run), VigoDifferenceFilter)
    form = VigoManyForm(request.POST or None, selection=selection)
    if selection and form.is_valid() and form.submit(settling.settle_many, by=request.member):
        _tell(request, *form.result)
        return redirect(run)
    named = [dress(row, False) for row in selection.rows[:NAMED]]
    page = {"run": run, "form": form, "selection": selection, "named": named, "more": max(len(selection) - NAMED, 0)}
    is_empty = request.method == "POST" and not selection
    return render(request, "contracts/vigo/many.html", page, status=422 if is_empty else form.status)


@require_safe
@allowed(P.CONTRACT_SEE)
def export_vigo(request, vigo_run_id):
    """The list as it is filtered, or what was ticked in it, as xlsx or csv."""
    run = _run(request, vigo_run_id)
    rows = _differences(request, run)
    if is_asked(request):
        rows = chosen(request, rows, VigoDifferenceFilter).rows
    else:
        rows = VigoDifferenceFilter(request.GET, queryset=rows, request=request).qs
    rows, kind = list(rows), "csv" if request.GET.get("fil") == "csv" else "xlsx"
    answer = response(COLUMNS, rows, f"{_('Differences from Vigo')} {request.member.today}", kind)
    record(request.member, "vigo.exported", run, rows=len(rows), kind=kind)
    return answer


def _tell(request, done, refused):
    if done:
        words = ngettext("%(count)s difference is settled.", "%(count)s differences are settled.", done)
        messages.success(request, words % {"count": done})
    for row, why in refused[:3]:
        messages.warning(request, f"{row.label}: {why}")
    if len(refused) > 3:
        more = len(refused) - 3
        words = ngettext("%(count)s more stays open.", "%(count)s more stay open.", more)
        messages.warning(request, words % {"count": more})


def _back(request, row):
    """To the list as it was filtered: the forms carry its address along."""
    query = request.GET.urlencode()
    return redirect(f"{office_url('contracts:vigo_run', row.run_id)}{'?' if query else ''}{query}")


def _runs(request):
    if not request.member.is_staff:
        raise Http404
    return VigoRun.objects.visible_to(request.member)


def _run(request, vigo_run_id) -> VigoRun:
    return get_object_or_404(_runs(request).select_related("file", "made_by"), pk=vigo_run_id)


def _differences(request, run):
    rows = VigoDifference.objects.visible_to(request.member).filter(run=run)
    return rows.select_related("contract", "settled_by")


def _difference(request, difference_id) -> VigoDifference:
    return get_object_or_404(VigoDifference.objects.visible_to(request.member), pk=difference_id)
