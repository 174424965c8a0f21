"""What can somebody show for the role, and where is the paper?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies import actions
from companies.evidence import opened_by
from companies.forms import QualificationForm
from companies.models import Qualification
from companies.supervisors import SupervisorFilter, supervisors
from companies.views.person import page_of, visible_person
from okportal.documents.views import file_response
from okportal.permissions import Permission, allowed
from okportal.ui.forms import ActionForm
from okportal.ui.listing import listing, render_list

FIELDS = ("kind", "title", "years", "obtained_on", "expires_on")


def visible_qualification(request, qualification_id) -> Qualification:
    papers = Qualification.objects.visible_to(request.member).select_related("person__company", "file", "trade")
    return get_object_or_404(papers, pk=qualification_id)


@allowed(Permission.COMPANY_EDIT)
def add_qualification(request, person_id):
    person = visible_person(request, person_id)
    form = QualificationForm(request.POST or None, request.FILES or None, initial={"kind": Qualification.Kind.COURSE})
    if form.is_valid() and form.submit(actions.add_qualification, person=person, by=request.member):
        messages.success(request, _("%(title)s is written down.") % {"title": form.result.title})
        return redirect(page_of(person))
    context = {"form": form, "company": person.company, "heading": person.name, "label": _("Add")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def edit_qualification(request, qualification_id):
    paper = visible_qualification(request, qualification_id)
    known = {name: getattr(paper, name) for name in FIELDS} | {"trade": paper.trade_id}
    form = QualificationForm(request.POST or None, request.FILES or None, initial=known)
    if form.is_valid() and form.submit(actions.edit_qualification, qualification=paper, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(page_of(paper.person))
    heading = f"{paper.person.name} · {paper.title}"
    context = {"form": form, "company": paper.person.company, "heading": heading, "label": _("Save")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def remove_qualification(request, qualification_id):
    """Asks first: it is for what was written down by mistake."""
    paper = visible_qualification(request, qualification_id)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.remove_qualification, qualification=paper, by=request.member):
        messages.success(request, _("%(title)s is removed.") % {"title": paper.title})
        return redirect(page_of(paper.person))
    context = {"form": form, "qualification": paper, "person": paper.person, "company": paper.person.company}
    return render(request, "companies/remove_qualification.html", context, status=form.status)


@allowed(Permission.COMPANY_SEE)
def evidence(request, qualification_id):
    """The paper itself; a colleague does not open it."""
    papers = opened_by(request.member).select_related("file")
    return file_response(get_object_or_404(papers, pk=qualification_id).file, inline=True)


@allowed(Permission.CASELOAD)
def list_supervisors(request):
    """All training supervisors of the members, and what each of them still lacks."""
    rows = supervisors(request.member)
    context = {"listing": listing(request, rows, SupervisorFilter), "today": request.member.today}
    return render_list(request, "companies/supervisors.html", context)
