"""Which checklists and conversation guides has the office?"""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies import actions
from companies.actions.guidance import FIELDS
from companies.forms.guidance import EditGuideForm, GuideForm
from companies.models import GuidanceTemplate
from companies.suggestions import LANGUAGES
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


@allowed(Permission.CASELOAD)
def library(request):
    rows = GuidanceTemplate.objects.visible_to(request.member).annotate(points=Count("items"))
    context = {
        "listing": listing(request, rows.order_by("-is_active", "title", "pk")), "languages": LANGUAGES.items(),
        "may_edit": request.member.can(Permission.COMPANY_EDIT),
    }  # fmt: skip
    return render_list(request, "companies/library.html", context)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def start_library(request):
    """The suggestions in one language, Bokmål unless Nynorsk is asked for; what the office has already stays."""
    language = request.POST.get("language", "")
    language = language if language in LANGUAGES else "nb"
    added = len(actions.start_library(language=language, by=request.member))
    words = ngettext("%(count)s guide is in the library.", "%(count)s guides are in the library.", added)
    messages.success(request, words % {"count": added} if added else _("The library has all of them already."))
    return redirect(office_url("companies:library"))


@allowed(Permission.COMPANY_EDIT)
def add_guide(request):
    form = GuideForm(request.POST or None, initial={"kind": GuidanceTemplate.Kind.CHECKLIST})
    if form.is_valid() and form.submit(actions.add_guide, by=request.member):
        messages.success(request, _("“%(title)s” is in the library.") % {"title": form.result.title})
        return redirect(office_url("companies:library"))
    return render(request, "companies/guide.html", {"form": form}, status=form.status)


@allowed(Permission.CASELOAD)
def edit_guide(request, guide_id):
    """The guide as it is; for those who may edit, as a form."""
    guide = get_object_or_404(GuidanceTemplate.objects.visible_to(request.member), pk=guide_id)
    points = list(guide.items.values_list("text", flat=True))
    if not request.member.can(Permission.COMPANY_EDIT):
        if request.method == "POST":
            raise Http404
        return render(request, "companies/guide_read.html", {"guide": guide, "points": points})
    known = {name: getattr(guide, name) for name in (*FIELDS, "version")}
    form = EditGuideForm(request.POST or None, initial=known, points=points)
    if form.is_valid() and form.submit(actions.edit_guide, guide=guide, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(office_url("companies:library"))
    return render(request, "companies/guide.html", {"form": form, "guide": guide}, status=form.status)
