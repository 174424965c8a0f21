"""How does a register come in from a spreadsheet, step by step?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okportal.audit.actions import record
from okportal.documents.actions import read
from okportal.documents.views import file_response
from okportal.imports import actions, progress
from okportal.imports.forms import ColumnsForm, UploadForm
from okportal.imports.models import ImportRun
from okportal.imports.states import CHECK, ImportState
from okportal.permissions import Permission, allowed
from okportal.sheets.cells import samples_of
from okportal.sheets.reading import read_table
from okportal.ui.listing import listing, render_list

P = Permission
# Where the rows can be looked at afterwards.
REGISTERS = {
    "companies": "companies:list", "people": "companies:list", "apprentices": "apprenticeships:list",
}  # fmt: skip


@allowed(P.REGISTER_IMPORT)
def list_imports(request):
    runs = ImportRun.objects.visible_to(request.member).select_related("started_by", "file")
    return render_list(request, "imports/list.html", {"listing": listing(request, runs)})


@allowed(P.REGISTER_IMPORT)
def new(request):
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("slag", "")})
    if form.is_valid() and form.submit(actions.upload, by=request.member):
        return redirect(form.result)
    return render(request, "imports/new.html", {"form": form}, status=form.status)


@allowed(P.REGISTER_IMPORT)
def detail(request, run_id):
    """Where the import stands: columns to match, at work, checked, done, undone."""
    run = visible_run(request, run_id)
    if run.state == ImportState.UPLOADED:
        return columns(request, run_id)
    return render(request, "imports/detail.html", facts_of(run))


@allowed(P.REGISTER_IMPORT)
def columns(request, run_id):
    run = visible_run(request, run_id)
    if not CHECK.allowed_from(run.state):
        return redirect(run)
    samples = samples_of(read_table(read(run.file), run.file.name))
    form = ColumnsForm(request.POST or None, run=run, samples=samples)
    if request.method == "POST" and form.is_valid() and form.submit(
        actions.choose_columns, run=run, by=request.member
    ):  # fmt: skip
        return redirect(run)
    return render(request, "imports/columns.html", {"form": form, "run": run}, status=form.status)


@allowed(P.REGISTER_IMPORT)
def status(request, run_id):
    """The part that changes while the worker is at it; htmx asks every other second."""
    run = visible_run(request, run_id)
    if not request.htmx:
        return redirect(run)
    response = render(request, "imports/_state.html", facts_of(run))
    if not run.is_at_work:
        response["HX-Refresh"] = "true"  # the page has other buttons now
    return response


def facts_of(run) -> dict:
    done, total = progress.shown(run)
    return {
        "run": run, "done": done, "total": total or run.rows_total, "register": REGISTERS[run.kind],
        "fills": run.known == ImportRun.Known.FILL, "may_check": CHECK.allowed_from(run.state),
    }  # fmt: skip


@require_POST
@allowed(P.REGISTER_IMPORT)
def take_in(request, run_id):
    run = actions.take_in(run=visible_run(request, run_id), by=request.member)
    return redirect(run)


@allowed(P.REGISTER_IMPORT)
def undo(request, run_id):
    """Asks first: what the import wrote goes as a whole."""
    run = visible_run(request, run_id)
    if request.method == "POST":
        actions.ask_undo(run=run, by=request.member)
        messages.info(request, _("The import is being undone."))
        return redirect(run)
    return render(request, "imports/undo.html", {"run": run})


@allowed(P.REGISTER_IMPORT)
def faults(request, run_id) -> HttpResponse:
    """The rows with faults, to mend and send again. They hold numbers of people: that they were read is recorded."""
    run = visible_run(request, run_id)
    if run.faults_file is None:
        raise Http404
    record(request.member, "import.faults_read", run)
    return file_response(run.faults_file)


def visible_run(request, run_id) -> ImportRun:
    runs = ImportRun.objects.visible_to(request.member).select_related("file", "faults_file", "started_by")
    return get_object_or_404(runs, pk=run_id)
