"""How does the evidence for what somebody can come into the register, and out of it?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import CompanyPerson, Qualification
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused

Kind = Qualification.Kind
# What each kind must say besides its title; the other fields may stay empty.
REQUIRED = {
    Kind.CERTIFICATE: ("trade", "obtained_on"),
    Kind.EXPERIENCE: ("years",),
    Kind.EDUCATION: ("obtained_on",),
    Kind.COURSE: ("obtained_on",),
}


@atomic
def add_qualification(
    *, person, kind, by, title="", trade=None, years=None, obtained_on=None, expires_on=None, file=None
) -> Qualification:  # fmt: skip
    """Write down what the person can show. `file`: an Accepted (okportal.documents.uploads), the evidence."""
    CompanyPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)  # the second click waits here
    facts = _facts(kind, title, trade, years, obtained_on, expires_on)
    if Qualification.objects.filter(person=person, **facts).exists():
        raise Refused(_("This stands here already."), field="title")
    row = Qualification(office_id=by.office.pk, person=person, **facts, file=_stored(file, by))
    row.save()
    record(by, "qualification.added", row, person=person.pk, kind=kind, has_file=row.file_id is not None)
    return row


@atomic
def edit_qualification(
    *, qualification, kind, by, title="", trade=None, years=None, obtained_on=None, expires_on=None, file=None
) -> Qualification:  # fmt: skip
    """Correct it; without a new `file` the evidence stays as it is."""
    row = Qualification.objects.select_for_update(of=("self",)).get(pk=qualification.pk)
    for name, value in _facts(kind, title, trade, years, obtained_on, expires_on).items():
        setattr(row, name, value)
    row.file = _stored(file, by) or row.file
    row.save()
    record(by, "qualification.edited", row, person=row.person_id, kind=kind, is_file_new=file is not None)
    return row


@atomic
def remove_qualification(*, qualification, by):
    """It was never true, or belongs to somebody else. The stored file stays with the trail."""
    row = Qualification.objects.select_for_update(of=("self",)).get(pk=qualification.pk)
    record(by, "qualification.removed", row, person=row.person_id, kind=row.kind, file=row.file_id)
    row.delete()


def _facts(kind, title, trade, years, obtained_on, expires_on) -> dict:
    """What is stored; raises Refused at the first field that this kind must have."""
    facts = {"trade": trade, "years": years, "obtained_on": obtained_on}
    missing = next((name for name in REQUIRED[kind] if not facts[name]), None)
    if missing:
        raise Refused(_("Fill this in: without it nobody can see what it proves."), field=missing)
    title = title.strip() or (trade.name if kind == Kind.CERTIFICATE else "")
    if not title:
        raise Refused(_("Fill this in: without it nobody can see what it proves."), field="title")
    if obtained_on and expires_on and expires_on < obtained_on:
        raise Refused(_("It cannot run out before it was obtained."), field="expires_on")
    return {
        "kind": kind, "title": title, "trade": trade if kind in (Kind.CERTIFICATE, Kind.EXPERIENCE) else None,
        "years": years if kind == Kind.EXPERIENCE else None, "obtained_on": obtained_on, "expires_on": expires_on,
    }  # fmt: skip


def _stored(file, by) -> StoredFile | None:
    if file is None:
        return None
    return store(
        office_id=by.office.pk, kind=StoredFile.Kind.QUALIFICATION, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
