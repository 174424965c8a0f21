"""Who covers each competence aim of an application, and where?"""

from django.contrib import messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies import actions
from companies.access import may_map
from companies.coverage import By, aim_language, count
from companies.forms import AimForm
from companies.models import AimCoverage, Company, CompanyPerson
from companies.states import ApprovalState
from companies.views.approval import visible_approval
from okportal.curricula.models import Curriculum
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed

MOST_PARTNERS = 300


@allowed(Permission.COMPANY_SEE)
def mapping(request, approval_id):
    """All aims, the open ones first. Sent as one form it saves each row that this editor has changed."""
    approval = visible_approval(request, approval_id)
    is_writer = may_map(request.member, approval)
    if request.method == "POST" and not is_writer:
        raise Http404
    rows = list(approval.coverage.select_related("aim", "person"))
    forms = []
    if is_writer:
        people = people_of(approval, request.member)
        forms = [AimForm(request.POST or None, row=row, people=people) for row in rows]
    if request.method == "POST" and _save_all(request, forms):
        return redirect(office_url("companies:mapping", approval.pk))
    coverage = count(AimCoverage.objects.filter(approval=approval))
    opened = {form.row.pk for form in forms if form.row.covered_by == By.OPEN or (form.is_bound and form.errors)}
    newest = Curriculum.objects.in_force(approval.trade_id, request.member.today)
    context = {
        "approval": approval, "company": approval.company, "rows": rows, "coverage": coverage, "is_writer": is_writer,
        "forms": sorted(forms, key=lambda form: form.row.pk not in opened), "opened": opened,
        "partners": partners_of(approval, request.member) if is_writer else [],
        "is_newer": is_writer and newest is not None and newest.pk != approval.curriculum_id,
        "is_preparing": approval.state == ApprovalState.PREPARING, "language": aim_language(approval.curriculum),
    }  # fmt: skip
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    return render(request, "companies/mapping.html", context, status=status)


def _save_all(request, forms) -> bool:
    """Save what this editor has changed, row by row; what is refused keeps its text. True when all went well."""
    changed = [form for form in forms if form.is_changed]
    saved = [form for form in changed if form.submit(actions.save_aim, row=form.row, by=request.member)]
    for form in saved:
        form.row = form.result
    if len(saved) == len(changed):
        messages.success(request, _("The mapping is saved."))
        return True
    failed = len(changed) - len(saved)
    messages.warning(
        request,
        ngettext(
            "%(failed)s answer is not saved yet; see below.", "%(failed)s answers are not saved yet; see below.", failed
        )
        % {"failed": failed},
    )
    return False


@require_POST
@allowed(Permission.COMPANY_SEE)
def save_aim(request, coverage_id):
    """One row, as htmx sends it: what comes back is only whether it is saved, so that nothing typed is lost."""
    rows = AimCoverage.objects.visible_to(request.member).select_related("aim", "person", "approval__company")
    row = get_object_or_404(rows, pk=coverage_id)
    if not may_map(request.member, row.approval):
        raise Http404
    form = AimForm(request.POST, row=row, people=people_of(row.approval, request.member))
    form.submit(actions.save_aim, row=row, by=request.member)
    if not request.htmx:
        return redirect(f"{office_url('companies:mapping', row.approval_id)}#aim-{row.pk}")
    shown = AimForm(row=form.result or row, people=form.people)
    context = {
        "form": form, "row": form.result or row, "now": timezone.now(), "approval": row.approval,
        "seen": form["seen"].value() if form.errors else shown["seen"].value(),
        "coverage": count(AimCoverage.objects.filter(approval=row.approval)),
    }  # fmt: skip
    return render(request, "companies/_aim_saved.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_SEE)
def renew_mapping(request, approval_id):
    """Fetches the curriculum that is in force; answers are kept."""
    approval = visible_approval(request, approval_id)
    if not may_map(request.member, approval):
        raise Http404
    approval = actions.renew_mapping(approval=approval, by=request.member)
    if approval.curriculum_id:
        messages.success(request, _("The curriculum in force is fetched. Your answers are kept."))
    else:
        messages.info(request, _("No curriculum is known for this trade yet."))
    return redirect(office_url("companies:mapping", approval.pk))


def people_of(approval, member) -> dict[str, CompanyPerson]:
    """Who works with training in the company today, supervisors and instructors first; each person once."""
    people = approval.company.people.on(member.today).order_by(F("role").desc(), "name", "pk")
    found = {}
    for person in people:
        found.setdefault(person.email.lower(), person)
    return {str(person.pk): person for person in sorted(found.values(), key=lambda person: person.name)}


def partners_of(approval, member) -> list[str]:
    """Names to choose from; a company's own people see no other members."""
    others = Company.objects.visible_to(member).active().exclude(pk=approval.company_id)
    return list(others.values_list("name", flat=True)[:MOST_PARTNERS]) if member.is_staff else []
