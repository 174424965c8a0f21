"""How is it written down that the office was in touch with a company, and followed up?"""

from datetime import date

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import Company, ContactEntry
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.todo.actions import DOERS, finish_task, raise_task, settle_task
from okportal.todo.models import Task

ANSWERS = ("kind", "on", "with_whom", "text", "follow_up_on")


def key_of(entry_id: int) -> str:
    """The task that reminds of an entry."""
    return f"contact:{entry_id}"


@atomic
def write_entry(*, company, by, **answers) -> ContactEntry:
    """`answers`: ANSWERS. A day to follow up on becomes a task for the writer."""
    _refuse_days(answers["on"], answers["follow_up_on"], by.today)
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # the second of two clicks waits here
    same = ContactEntry.objects.filter(company=company, written_by=by.user, **answers)
    if known := same.order_by("-pk").first():
        return known
    entry = ContactEntry.objects.create(office_id=by.office.pk, company=company, written_by=by.user, **answers)
    _remind(entry, by, is_moved=False)
    record(by, "contact.written", entry, company=company.pk, kind=entry.kind)
    return entry


@atomic
def edit_entry(*, entry, by, **answers) -> ContactEntry:
    """By the writer alone. Another day to follow up on opens the task again; without one it is taken away."""
    entry = _own(entry, by)
    changed = [name for name in ANSWERS if getattr(entry, name) != answers[name]]
    if not changed:
        return entry
    is_moved = "follow_up_on" in changed
    _refuse_days(answers["on"], answers["follow_up_on"] if is_moved else None, by.today)
    for name in changed:
        setattr(entry, name, answers[name])
    entry.save(update_fields=changed)
    _remind(entry, by, is_moved=is_moved)
    record(by, "contact.edited", entry, fields=changed)
    return entry


@atomic
def withdraw_entry(*, entry, by):
    """Taken back by the writer: nothing is left of it but the line in the trail. The task goes with it."""
    entry = _own(entry, by)
    settle_task(office_id=entry.office_id, key=key_of(entry.pk), by=by)
    record(by, "contact.withdrawn", entry, company=entry.company_id, kind=entry.kind)
    entry.delete()


@atomic
def follow_up(*, entry, by):
    """Done what was to be done about it, by whoever did it. A second click changes nothing."""
    task = Task.objects.filter(office_id=entry.office_id, key=key_of(entry.pk)).first()
    if task is None:
        raise Refused(_("There is no day to follow this up on."))
    finish_task(task=task, by=by)


def _own(entry, by) -> ContactEntry:
    entry = ContactEntry.objects.select_for_update(of=("self",)).select_related("company").filter(pk=entry.pk).first()
    if entry is None:
        raise Refused(_("This entry has been withdrawn."))
    if entry.written_by_id != by.user.pk:
        raise Refused(_("Only the one who wrote it can change it."), way_out=_("Write an entry of your own."))
    return entry


def _remind(entry, by, *, is_moved):
    key = key_of(entry.pk)
    if entry.follow_up_on is None:
        settle_task(office_id=entry.office_id, key=key, by=by)
        return
    mine = Membership.objects.on(by.today).filter(office_id=entry.office_id, user_id=by.user.pk, role__in=DOERS)
    raise_task(
        office_id=entry.office_id, key=key, kind="companies/contact", assigned=mine.first(), due_on=entry.follow_up_on,
        facts={"company": entry.company.name, "day_on": entry.on.isoformat()}, page="companies:contact_log",
        about_id=entry.company_id, by=by, reopen=is_moved,
    )  # fmt: skip


def _refuse_days(on: date, follow_up_on: date | None, today: date):
    if on > today:
        raise Refused(_("This day has not come yet."), way_out=_("Write it down once it has been."), field="on")
    if follow_up_on is not None and follow_up_on < today:
        raise Refused(_("The day to follow up on has passed."), field="follow_up_on")
