"""How is a note written, changed and withdrawn?"""

from datetime import timedelta

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship, Note
from okportal.audit.actions import record
from okportal.errors import Refused

SAME_CLICK = timedelta(minutes=2)


@atomic
def write(*, apprenticeship, audience, text, by) -> Note:
    """A note for `audience`. The same words twice within two minutes are one click too many, and one note."""
    Apprenticeship.objects.select_for_update(of=("self",), no_key=True).get(pk=apprenticeship.pk)
    just_now = Note.objects.filter(
        apprenticeship=apprenticeship, written_by=by.user, audience=audience, withdrawn_at__isnull=True,
        written_at__gt=timezone.now() - SAME_CLICK,
    )  # fmt: skip
    for note in just_now:
        if note.text == text:
            return note
    note = Note.objects.create(
        office_id=by.office.pk, apprenticeship=apprenticeship, audience=audience, text=text, written_by=by.user,
        written_by_name=str(by.user)[:120],
    )  # fmt: skip
    record(by, "note.written", note, audience=audience)
    return note


@atomic
def edit(*, note, text, version, by) -> Note:
    """Other words for the same readers. Whom a note is for is never changed: others have read it as theirs."""
    note = _locked(note)
    if note.version != version:
        raise Refused(
            _("Somebody has changed this since you opened it."),
            way_out=_("Open it again to see what is new; your text is still here to copy."),
        )
    note.text, note.edited_at, note.version = text, timezone.now(), note.version + 1
    note.save(update_fields=["text", "edited_at", "version"])
    record(by, "note.edited", note, version=note.version)
    return note


@atomic
def withdraw(*, note, by) -> Note:
    """From now on nobody reads the text; that it was there, and who took it away, stays in the trail."""
    note = _locked(note)
    note.withdrawn_at = timezone.now()
    note.save(update_fields=["withdrawn_at"])
    record(by, "note.withdrawn", note)
    return note


def _locked(note) -> Note:
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.withdrawn_at is not None:
        raise Refused(_("This note is withdrawn."), way_out=_("Write a new one."))
    return note
