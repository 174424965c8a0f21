"""How does a task come into being, change hands, and get done?"""

from datetime import date
from uuid import UUID

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.permissions import ROLES, Permission
from okportal.todo import kinds
from okportal.todo.models import Task

# Who changes what stands in the registers does the tasks; a reader only sees them.
DOERS = tuple(role for role, permissions in ROLES.items() if Permission.APPRENTICE_EDIT in permissions)


@atomic
def raise_task(
    *,
    office_id: int,
    key: str,
    kind: str,
    facts: dict,
    page: str = "",
    about_id: int | None = None,
    assigned: Membership | None = None,
    due_on: date | None = None,
    by=None,
    reopen: bool = False,
) -> Task:
    """Raise the task `key`, or write the newest facts and date into the one that is open; the same fact, one task.

    One that was done is left as it is, unless `reopen`. `assigned` is who it goes to at first: whom it has been given
    to since, stays. `facts`: plain values, days as ISO text under a name that ends in `_on`, names of companies and
    people, nothing about health. `page`: URL name of where it is dealt with, `about_id` its argument.
    """
    if not kinds.is_known(kind):
        raise LookupError(f"No task of the kind {kind!r}: register it in okportal.todo.kinds.")
    told = {"kind": kind, "facts": facts, "page": page, "about_id": about_id, "due_on": due_on}
    raised_by = by.user if by else None
    task, is_new = Task.objects.get_or_create(
        office_id=office_id, key=key, defaults=told | {"assigned": assigned, "raised_by": raised_by}
    )
    if is_new:
        record(by, "task.raised", task, kind=kind)
        return task
    task = _locked(task)
    if task.done_at and not reopen:
        return task
    told["assigned"] = task.assigned or assigned
    changed = [name for name, value in told.items() if getattr(task, name) != value]
    verb = "task.raised_again" if task.done_at else "task.updated"
    if task.done_at:
        told |= {"done_at": None, "done_by": None, "outcome": ""}
    elif not changed:
        return task
    _write(task, **told)
    record(by, verb, task, fields=changed)
    return task


@atomic
def add_own_task(*, text: str, serial: UUID, by, assigned: Membership | None = None, due_on: date | None = None):
    """A task that a person writes, for oneself or a colleague. `serial` comes with the form: sent twice, kept once."""
    _refuse_who_cannot(assigned, by.office.pk, by.today)
    return raise_task(
        office_id=by.office.pk, key=f"own:{by.user.pk}:{serial}", kind=kinds.OWN, facts={"text": text},
        assigned=assigned, due_on=due_on, by=by,
    )  # fmt: skip


@atomic
def finish_task(*, task: Task, by, outcome: str = "") -> Task:
    """Done; a second click changes nothing. `by=None`: the fact is gone, and the system takes the task away."""
    task = _locked(task)
    if task.done_at is None:
        _write(task, done_at=timezone.now(), done_by=by.user if by else None, outcome=outcome)
        record(by, "task.done", task)
    return task


def settle_task(*, office_id: int, key: str, by=None):
    """The fact is gone: finish the open task that it raised, if there is one."""
    task = Task.objects.open().filter(office_id=office_id, key=key).first()
    if task:
        finish_task(task=task, by=by)


@atomic
def reopen_task(*, task: Task, by) -> Task:
    """Take back that it was done. What came of it is forgotten with it; the trail keeps who said so."""
    task = _locked(task)
    if task.done_at is not None:
        _write(task, done_at=None, done_by=None, outcome="")
        record(by, "task.reopened", task)
    return task


@atomic
def assign_task(*, task: Task, assigned: Membership | None, by) -> Task:
    """Give the task to somebody, or with None to the whole office. Refused when it is done already."""
    task = _locked(task)
    if task.done_at is not None:
        raise Refused(_("This task is done."), way_out=_("Reopen it first."))
    _refuse_who_cannot(assigned, task.office_id, by.today if by else timezone.localdate())
    if task.assigned != assigned:
        _write(task, assigned=assigned)
        record(by, "task.assigned", task, membership=assigned.pk if assigned else None)
    return task


def _refuse_who_cannot(assigned, office_id, today):
    can = Membership.objects.on(today).filter(office_id=office_id, role__in=DOERS)
    if assigned is not None and not can.filter(pk=assigned.pk).exists():
        raise Refused(
            _("%(name)s cannot do tasks here.") % {"name": assigned.user},
            way_out=_("Choose somebody who is an advisor or administrator today."), field="assigned",
        )  # fmt: skip


def _locked(task) -> Task:
    return Task.objects.select_for_update(of=("self",)).get(pk=task.pk)


def _write(task, **values):
    for name, value in values.items():
        setattr(task, name, value)
    task.save(update_fields=list(values))
