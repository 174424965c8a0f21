"""What has been written about somebody, and who reads the next note?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apprenticeships.actions import notes as actions
from apprenticeships.audience import can_open
from apprenticeships.forms.notes import EditNoteForm, NoteForm
from apprenticeships.models import Note
from apprenticeships.note_filter import for_audiences
from apprenticeships.note_readers import narrowed
from apprenticeships.standing import standing
from apprenticeships.views.file import P, is_own, seen_by
from apprenticeships.views.frame import frame
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.ui.forms import ActionForm
from okportal.ui.listing import listing, render_list

Audience = Note.Audience
# (icon, colour) of each audience
LOOKS = {
    Audience.OFFICE: ("PadlockLocked", "neutral"), Audience.SHARED: ("Buildings3", "info"),
    Audience.ALL: ("PersonGroup", "success"),
}  # fmt: skip
PER_PAGE = 20


@allowed(P.NOTE_SEE)
def notes(request, apprenticeship_id):
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    part = standing(member, apprenticeship)
    record_viewing(member, apprenticeship.apprentice, "apprenticeships:notes")
    rows = Note.objects.visible_to(member).filter(apprenticeship=apprenticeship)
    audiences = audiences_read_by(part)
    shown = listing(request, rows, for_audiences(audiences) if len(audiences) > 1 else None, per_page=PER_PAGE)
    for note in shown.rows:
        note.icon, note.colour = LOOKS[note.audience]
        note.may_edit = part.can(P.NOTE_WRITE) and may_edit(member, note)
        note.may_withdraw = part.can(P.NOTE_WRITE) and may_withdraw(member, note)
    context = frame(member, apprenticeship) | {
        "listing": shown, "reads_office": Audience.OFFICE in audiences,
        "may_write": part.can(P.NOTE_WRITE) and not is_own(member, apprenticeship),
    }  # fmt: skip
    return render_list(request, "apprenticeships/notes.html", context)


@allowed(P.NOTE_WRITE)
def write_note(request, apprenticeship_id):
    """For whom comes first; the names and roles of those who will read it stand beside the button that saves."""
    apprenticeship, part = written_in_or_404(request.member, apprenticeship_id)
    audiences = audiences_read_by(part)
    form = NoteForm(request.POST or None, audiences=audiences)
    if form.is_valid() and form.submit(actions.write, apprenticeship=apprenticeship, by=request.member):
        messages.success(request, _("The note is saved."))
        return redirect(office_url("apprenticeships:notes", apprenticeship.pk))
    everybody = can_open(apprenticeship, request.member.today)
    context = {
        "form": form, "apprenticeship": apprenticeship,
        "lists": [(value, Audience(value).label, narrowed(everybody, value)) for value in audiences],
    }  # fmt: skip
    return render(request, "apprenticeships/note_form.html", context, status=form.status)


@allowed(P.NOTE_WRITE)
def edit_note(request, note_id):
    note = own_or_404(request.member, note_id, may_edit)
    form = EditNoteForm(request.POST or None, initial={"text": note.text, "version": note.version})
    if form.is_valid() and form.submit(actions.edit, note=note, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(office_url("apprenticeships:notes", note.apprenticeship_id))
    everybody = can_open(note.apprenticeship, request.member.today)
    readers = narrowed(everybody, note.audience)
    context = {
        "form": form, "apprenticeship": note.apprenticeship, "note": note,
        "lists": [(note.audience, note.get_audience_display(), readers)],
    }  # fmt: skip
    return render(request, "apprenticeships/note_form.html", context, status=form.status)


@allowed(P.NOTE_WRITE)
def withdraw_note(request, note_id):
    note = own_or_404(request.member, note_id, may_withdraw)
    form = ActionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.submit(actions.withdraw, note=note, by=request.member):
        messages.success(request, _("The note is withdrawn. Nobody can read it any more."))
        return redirect(office_url("apprenticeships:notes", note.apprenticeship_id))
    context = {"form": form, "note": note, "apprenticeship": note.apprenticeship}
    return render(request, "apprenticeships/note_withdraw.html", context, status=form.status)


def audiences_read_by(part) -> list[str]:
    """Whose notes one reads is also whom one may write for."""
    if part.can(P.NOTE_OFFICE):
        return [Audience.OFFICE, Audience.SHARED, Audience.ALL]
    return [Audience.SHARED, Audience.ALL] if part.can(P.NOTE_WRITE) else [Audience.ALL]


def may_edit(member, note) -> bool:
    return note.written_by_id == member.user.pk and note.withdrawn_at is None


def may_withdraw(member, note) -> bool:
    """The writer, and an administrator: somebody may have left behind what should not stand there."""
    return note.withdrawn_at is None and (note.written_by_id == member.user.pk or member.can(P.OFFICE_ADMIN))


def written_in_or_404(member, apprenticeship_id):
    apprenticeship = seen_by(member, apprenticeship_id)
    part = standing(member, apprenticeship)
    if not part.can(P.NOTE_WRITE) or is_own(member, apprenticeship):
        raise Http404
    return apprenticeship, part


def own_or_404(member, note_id, may) -> Note:
    note = get_object_or_404(Note.objects.visible_to(member), pk=note_id)
    note.apprenticeship, _part = written_in_or_404(member, note.apprenticeship_id)
    if not may(member, note):
        raise Http404
    return note
