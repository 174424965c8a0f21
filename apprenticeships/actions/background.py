"""How is what somebody brought along written down: people close to them, school, picture, own number and language?"""

from functools import partial

from django.db.transaction import atomic, on_commit
from django.utils.translation import gettext as _

from apprenticeships.models import Apprentice, CloseContact, SchoolYear
from apprenticeships.standing import as_towards
from okportal.audit.actions import record
from okportal.documents.actions import discard, store
from okportal.documents.models import StoredFile
from okportal.errors import Refused

MOST_CONTACTS, MOST_YEARS = 10, 20  # of one person


@atomic
def save_contact(*, apprentice, kind, name, relation, phone, email, by, contact=None) -> CloseContact:
    """Write a new contact, or `contact` anew. The apprentice writes only whom to call in an emergency."""
    _locked(apprentice)
    if contact:  # as it is now: a colleague may have removed it, or made a guardian of it
        contact = _still_there(apprentice.close_contacts, contact)
    if not as_towards(by, apprentice).is_staff:
        _check_own(apprentice, by)
        if kind != CloseContact.Kind.EMERGENCY or (contact and contact.kind != kind):
            raise Refused(_("Who your guardians are, the office writes down."), way_out=_("Tell your advisor."))
    row = contact or CloseContact(office_id=apprentice.office_id, apprentice=apprentice)
    facts = {"kind": kind, "name": name, "relation": relation, "phone": phone, "email": email}
    return _saved(row, facts, apprentice.close_contacts, MOST_CONTACTS, "contact", by)


@atomic
def remove_contact(*, contact, by):
    """Twice is once."""
    if not as_towards(by, contact.apprentice).is_staff:
        _check_own(contact.apprentice, by)
        if contact.kind != CloseContact.Kind.EMERGENCY:
            raise Refused(_("Who your guardians are, the office writes down."), way_out=_("Tell your advisor."))
    _remove(contact, "contact", by)


@atomic
def save_school_year(
    *, apprentice, level, school, programme, from_year, to_year, is_passed, remarks, by, school_year=None
) -> SchoolYear:
    """Write a new stretch of school, or `school_year` anew."""
    _locked(apprentice)
    if school_year:
        school_year = _still_there(apprentice.school_years, school_year)
    row = school_year or SchoolYear(office_id=apprentice.office_id, apprentice=apprentice)
    facts = {
        "level": level, "school": school, "programme": programme, "from_year": from_year, "to_year": to_year,
        "is_passed": is_passed, "remarks": remarks,
    }  # fmt: skip
    return _saved(row, facts, apprentice.school_years, MOST_YEARS, "school", by)


@atomic
def remove_school_year(*, school_year, by):
    """Twice is once."""
    _remove(school_year, "school", by)


@atomic
def set_picture(*, apprentice, picture, by) -> Apprentice:
    """`picture` is an okportal.documents.uploads.Accepted. The one before is deleted."""
    if not by.is_staff:
        _check_own(apprentice, by)
    row = _locked(apprentice)
    before = row.picture
    row.picture = store(
        office_id=row.office_id, kind=StoredFile.Kind.PICTURE, name=picture.name, content=picture.content,
        content_type=picture.content_type, by=by,
    )  # fmt: skip
    row.save(update_fields=["picture"])
    _delete(before)
    record(by, "apprentice.picture_set", row)
    return row


@atomic
def remove_picture(*, apprentice, by) -> Apprentice:
    """On wish, and for good: the file is deleted. Twice is once."""
    if not by.is_staff:
        _check_own(apprentice, by)
    row = _locked(apprentice)
    if row.picture_id:
        before, row.picture = row.picture, None
        row.save(update_fields=["picture"])
        _delete(before)
        record(by, "apprentice.picture_removed", row)
    return row


@atomic
def edit_own(*, apprentice, phone, language, by) -> Apprentice:
    """The apprentice keeps the own number and language right; the office is not needed for it."""
    _check_own(apprentice, by)
    row = _locked(apprentice)
    changed = [name for name, value in {"phone": phone, "language": language}.items() if getattr(row, name) != value]
    if changed:
        row.phone, row.language = phone, language
        row.save(update_fields=["phone", "language"])
        record(by, "apprentice.changed_own", row, fields=changed)
    return row


def _delete(stored: StoredFile | None):
    if stored:
        stored.delete()
        on_commit(partial(discard, stored.key))


def _locked(apprentice) -> Apprentice:
    return Apprentice.objects.select_for_update(of=("self",)).get(pk=apprentice.pk)


def _still_there(siblings, row):
    found = siblings.select_related("apprentice").filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("Somebody has removed this in the meantime."), way_out=_("Add it anew if it is needed."))
    return found


def _check_own(apprentice, by):
    if apprentice.user_id != by.user.pk:
        raise Refused(_("Only the apprentice and the office can change this."))


def _saved(row, facts, siblings, most, what, by):
    """A second click finds the row that the first one wrote."""
    is_new = row.pk is None
    if is_new:
        if same := siblings.filter(**facts).first():
            return same
        if siblings.count() >= most:
            raise Refused(_("There are %(number)s already.") % {"number": most}, way_out=_("Remove one first."))
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record(by, f"apprentice.{what}_{'added' if is_new else 'changed'}", row.apprentice, **{what: row.pk})
    return row


def _remove(row, what, by):
    pk = row.pk
    if type(row).objects.filter(pk=pk).delete()[0]:
        record(by, f"apprentice.{what}_removed", row.apprentice, **{what: pk})
