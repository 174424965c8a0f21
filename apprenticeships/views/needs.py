"""What does somebody need to succeed? For the few who are named, and for the person it is about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apprenticeships.actions import needs as actions
from apprenticeships.forms.needs import EditMappingForm, NewMappingForm, ReadersForm
from apprenticeships.models import NeedsMapping, NeedsTemplate
from apprenticeships.needs import unpacked
from apprenticeships.needs_readers import has_page, may_be_named
from apprenticeships.views.file import P, is_own, seen_by
from apprenticeships.views.frame import frame
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.ui.listing import listing, render_list


@allowed(P.NEEDS_SEE)
def needs(request, apprenticeship_id):
    """The mappings this person may open, by day and maker; nothing of what stands in them."""
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    if not has_page(member, apprenticeship.pk):
        raise Http404
    rows = NeedsMapping.objects.visible_to(member).filter(apprenticeship=apprenticeship)
    rows = rows.select_related("made_by", "template").defer("answers", "adaptation")
    may_make = member.can(P.NEEDS_EDIT) and not is_own(member, apprenticeship)
    context = frame(member, apprenticeship) | {"listing": listing(request, rows), "may_make": may_make}
    return render_list(request, "apprenticeships/needs.html", context)


@allowed(P.NEEDS_SEE)
def needs_mapping(request, mapping_id):
    """Each look leaves a line that the apprentice can read."""
    member = request.member
    mapping = mapping_or_404(member, mapping_id)
    record_viewing(member, mapping.apprenticeship.apprentice, "apprenticeships:needs_mapping")
    context = {
        "mapping": mapping, "apprenticeship": mapping.apprenticeship, "pairs": unpacked(mapping.answers),
        "is_own": is_own(member, mapping.apprenticeship), "readers": mapping.readers.select_related("user"),
        "may_edit": may_edit(member, mapping), "today": member.today,
    }  # fmt: skip
    return render(request, "apprenticeships/needs_mapping.html", context)


@allowed(P.NEEDS_EDIT)
def new_mapping(request, apprenticeship_id):
    """First the template (`?mal=`), then the answers; the readers are named before anything is saved."""
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    if is_own(member, apprenticeship):
        raise Http404
    templates = NeedsTemplate.objects.visible_to(member).filter(is_active=True)
    context = {"apprenticeship": apprenticeship}
    if "mal" not in request.GET:
        return render(request, "apprenticeships/needs_choose.html", context | {"templates": templates})
    template = get_object_or_404(templates, pk=pk_of(request.GET["mal"]))
    form = NewMappingForm(
        request.POST or None, questions=template.questions, people=may_be_named(apprenticeship, member.today),
        maker_id=member.user.pk, initial={"made_on": member.today},
    )  # fmt: skip
    given = {"apprenticeship": apprenticeship, "template": template, "by": member}
    if form.is_valid() and form.submit(actions.make_mapping, **given):
        messages.success(request, _("The mapping is saved for those who are named."))
        return redirect(office_url("apprenticeships:needs_mapping", form.result.pk))
    context |= {"form": form, "introduction": template.introduction}
    return render(request, "apprenticeships/needs_form.html", context, status=form.status)


@allowed(P.NEEDS_EDIT)
def edit_mapping(request, mapping_id):
    mapping = edited_or_404(request.member, mapping_id)
    questions = [pair["question"] for pair in unpacked(mapping.answers)]
    form = EditMappingForm(request.POST or None, questions=questions, initial=EditMappingForm.facts_of(mapping))
    if form.is_valid() and form.submit(actions.edit_mapping, mapping=mapping, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(office_url("apprenticeships:needs_mapping", mapping.pk))
    record_viewing(request.member, mapping.apprenticeship.apprentice, "apprenticeships:edit_mapping")
    context = {
        "form": form, "mapping": mapping, "apprenticeship": mapping.apprenticeship,
        "named": mapping.readers.on(request.member.today).select_related("user"),
    }  # fmt: skip
    return render(request, "apprenticeships/needs_form.html", context, status=form.status)


@allowed(P.NEEDS_EDIT)
def edit_readers(request, mapping_id):
    """Name more people, or take somebody from the list; both are dated."""
    member = request.member
    mapping = edited_or_404(member, mapping_id)
    named = list(mapping.readers.filter(to_on__isnull=True).select_related("user"))
    people = may_be_named(mapping.apprenticeship, member.today)
    # With every box unticked nothing but the token is sent: that is an answer too.
    form = ReadersForm(
        request.POST if request.method == "POST" else None, people=people, maker_id=mapping.made_by_id,
        initial={"readers": [row.user_id for row in named]},
    )  # fmt: skip
    if form.is_valid() and form.submit(actions.set_readers, mapping=mapping, by=member):
        messages.success(request, _("The readers are changed from today."))
        return redirect(office_url("apprenticeships:needs_mapping", mapping.pk))
    offered = {reader.user_id for reader in people}
    context = {
        "form": form, "mapping": mapping, "apprenticeship": mapping.apprenticeship,
        "gone": [row for row in named if row.user_id not in offered and row.user_id != mapping.made_by_id],
    }  # fmt: skip
    return render(request, "apprenticeships/needs_readers.html", context, status=form.status)


def mapping_or_404(member, mapping_id) -> NeedsMapping:
    """A mapping for its named readers and the person, as long as they can open the file. Nobody else has it."""
    rows = NeedsMapping.objects.visible_to(member).select_related("made_by", "template")
    mapping = get_object_or_404(rows, pk=mapping_id)
    mapping.apprenticeship = seen_by(member, mapping.apprenticeship_id)
    return mapping


def edited_or_404(member, mapping_id) -> NeedsMapping:
    mapping = mapping_or_404(member, mapping_id)
    if not may_edit(member, mapping):
        raise Http404
    return mapping


def may_edit(member, mapping) -> bool:
    """A named reader from the office; never the person it is about."""
    return member.can(P.NEEDS_EDIT) and not is_own(member, mapping.apprenticeship)


def pk_of(text) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
