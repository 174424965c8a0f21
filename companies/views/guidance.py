"""Which guides has a company been taken through, and how far has it come?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies import actions
from companies.forms.guidance import PointForm, TakeGuideForm
from companies.guides import progress_of, with_progress
from companies.models import Guidance, GuidanceItem, GuidanceTemplate
from companies.views.company import may_edit, visible_company
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


def visible_guidance(request, guidance_id) -> Guidance:
    rows = Guidance.objects.visible_to(request.member).select_related("company", "begun_by")
    return get_object_or_404(rows, pk=guidance_id)


def page_of(guidance) -> str:
    return office_url("companies:guidance", guidance.company_id, guidance.pk)


@allowed(Permission.CASELOAD)
def list_guidance(request, company_id):
    """Those under way, and page by page those that are closed."""
    company = visible_company(request, company_id)
    rows = with_progress(Guidance.objects.visible_to(request.member).filter(company=company)).select_related("begun_by")
    closed = rows.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")
    context = {
        "company": company, "under_way": rows.filter(closed_on__isnull=True).order_by("-begun_on", "-pk"),
        "listing": listing(request, closed, per_page=20), "may_edit": may_edit(request),
    }  # fmt: skip
    return render_list(request, "companies/guidance_list.html", context)


@allowed(Permission.COMPANY_EDIT)
def take_guide(request, company_id):
    company = visible_company(request, company_id)
    guides = GuidanceTemplate.objects.visible_to(request.member).filter(is_active=True)
    form = TakeGuideForm(request.POST or None, guides=guides, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.take_guide, company=company, by=request.member):
        return redirect(page_of(form.result))
    context = {"form": form, "company": company, "has_guides": guides.exists()}
    return render(request, "companies/take_guide.html", context, status=form.status)


@allowed(Permission.CASELOAD)
def guidance(request, company_id, guidance_id):
    """All points. Sent as one form it saves each that this editor has changed."""
    row = visible_guidance(request, guidance_id)
    is_writer = may_edit(request) and row.closed_on is None
    if row.company_id != company_id or (request.method == "POST" and not may_edit(request)):
        raise Http404
    points = list(row.items.select_related("done_by"))
    forms = [PointForm(request.POST or None, point=point) for point in points] if may_edit(request) else []
    if request.method == "POST" and _save_all(request, forms):
        return redirect(page_of(row))
    done, total = progress_of(row)
    context = {
        "company": row.company, "guidance": row, "points": points, "forms": forms if is_writer else [], "done": done,
        "total": total, "may_edit": may_edit(request),
    }  # fmt: skip
    status = 422 if any(form.is_bound and form.errors for form in forms) else 200
    return render(request, "companies/guidance.html", context, status=status)


def _save_all(request, forms) -> bool:
    """Save what this editor has changed, point by point; what is refused keeps its text. True when all went well."""
    changed = [form for form in forms if form.is_changed]
    failed = [form for form in changed if not form.submit(actions.save_point, point=form.point, by=request.member)]
    if not failed:
        messages.success(request, _("The points are saved."))
        return True
    words = ngettext(
        "%(failed)s point is not saved yet; see below.", "%(failed)s points are not saved yet; see below.", len(failed)
    )
    messages.warning(request, words % {"failed": len(failed)})
    return False


@require_POST
@allowed(Permission.COMPANY_EDIT)
def save_point(request, point_id):
    """One point, as htmx sends it: what comes back is only whether it is saved, so that nothing typed is lost."""
    rows = GuidanceItem.objects.visible_to(request.member).select_related("guidance__company")
    point = get_object_or_404(rows, pk=point_id)
    form = PointForm(request.POST, point=point)
    form.submit(actions.save_point, point=point, by=request.member)
    if not request.htmx:
        return redirect(f"{page_of(point.guidance)}#point-{point.pk}")
    done, total = progress_of(point.guidance)
    context = {
        "form": form, "point": form.result or point, "now": timezone.now(), "done": done, "total": total,
        "seen": form["seen"].value() if form.errors else PointForm(point=form.result)["seen"].value(),
    }  # fmt: skip
    return render(request, "companies/_point_saved.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def close_guidance(request, guidance_id):
    row = actions.close_guidance(guidance=visible_guidance(request, guidance_id), by=request.member)
    messages.success(request, _("“%(title)s” is closed.") % {"title": row.title})
    return redirect(office_url("companies:guidance_list", row.company_id))


@require_POST
@allowed(Permission.COMPANY_EDIT)
def reopen_guidance(request, guidance_id):
    row = actions.reopen_guidance(guidance=visible_guidance(request, guidance_id), by=request.member)
    messages.success(request, _("“%(title)s” is open again.") % {"title": row.title})
    return redirect(page_of(row))
