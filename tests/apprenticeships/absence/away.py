"""How do tests report absence, and what does it lead to?"""

from datetime import timedelta

from apprenticeships.actions import absence as actions
from okportal.outbox.models import Message
from okportal.todo.models import Task

A_DAY = timedelta(days=1)
MAILS = ("apprenticeships/absence_to_confirm", "apprenticeships/absence_not_right")


def report(here, role, from_on, to_on, **changes):
    given = {"kind": "illness", "percent": 100, "from_on": from_on, "to_on": to_on} | changes
    return actions.report(apprenticeship=here.rows.apprenticeship, by=here.member(role), **given)


def correct(here, role, row, **changes):
    given = {name: getattr(row, name) for name in ("kind", "percent", "from_on", "to_on", "version")} | changes
    return actions.correct(absence=row, by=here.member(role), **given)


def mails():
    return list(Message.objects.filter(template__in=MAILS).order_by("pk"))


def proposals():
    return list(Task.objects.filter(kind__startswith="contracts/long_absence").order_by("pk"))
