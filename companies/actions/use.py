"""What follows when contracts use an approval, and when they have not done so for two years?"""

from datetime import date

from django.db.transaction import atomic
from django.utils import timezone

from companies import emails, lapse
from companies.models import Approval
from companies.signals import use_asked
from companies.states import GRANTED, LAPSE
from okportal.audit.actions import record
from okportal.audit.models import Event
from okportal.states import begin
from okportal.todo.actions import raise_task, settle_task


def note_use(*, approval, is_used, last_ended_on, by) -> Approval:
    """Contracts tell whether one is in force for this approval, and when the last that had begun ended (None: none).

    An approval that is not granted keeps no count. Nothing is asked of the database where it is as it was, which it
    is each night for nearly all of an office's approvals.
    """
    told = {"is_used": is_used, "last_ended_on": last_ended_on}
    if _since(approval, **told) == approval.unused_since:
        return approval
    return _write_use(approval, told, by)


@atomic
def _write_use(approval, told, by) -> Approval:
    approval = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    since = _since(approval, **told)
    if since != approval.unused_since:
        settle_warnings(approval, by)
        approval.unused_since = since
        approval.save(update_fields=["unused_since"])
        record(by, "approval.unused" if since else "approval.used", approval, since=str(since or ""))
    return approval


@atomic
def lapse_approval(*, approval, today: date) -> Approval | None:
    """Two years without a contract (opplæringslova § 7-9): nobody decides it. None where it is used after all."""
    use_asked.send(Approval, approvals=[approval], by=None)
    approval.refresh_from_db()
    if approval.state not in GRANTED or not lapse.has_lapsed(approval.unused_since, today):
        return None
    approval = begin(approval, LAPSE)
    last_day = lapse.last_day(approval.unused_since)
    approval.to_on = min(approval.to_on or last_day, last_day)
    approval.save()
    record(None, "approval.lapsed", approval, to_on=str(approval.to_on))
    settle_warnings(approval, None)
    emails.lapsed(approval)
    raise_task(
        office_id=approval.office_id, key=f"approval:{approval.pk}:lapsed:{approval.unused_since}",
        kind="companies/approval_lapsed", facts=_facts(approval), page="companies:approval", about_id=approval.pk,
    )  # fmt: skip
    return approval


def warn_office(*, approval, today: date):
    """The task about the warning that holds today (18 or 22 months); the later one takes the earlier's place."""
    months = lapse.warning(approval.unused_since, today)
    if months is None:
        return
    for earlier in lapse.WARNINGS:
        if earlier < months:
            settle_task(office_id=approval.office_id, key=_key(approval, earlier))
    raise_task(
        office_id=approval.office_id, key=_key(approval, months), kind="companies/approval_unused",
        facts=_facts(approval) | {"months": months}, page="companies:approval", about_id=approval.pk,
        due_on=lapse.last_day(approval.unused_since),
    )  # fmt: skip


def settle_warnings(approval, by):
    """The fact is gone: a contract runs again, or it is too late."""
    if approval.unused_since:
        for months in lapse.WARNINGS:
            settle_task(office_id=approval.office_id, key=_key(approval, months), by=by)


def _since(approval, is_used, last_ended_on) -> date | None:
    if approval.state not in GRANTED:
        return approval.unused_since
    was_used = approval.unused_since is None
    if was_used and not is_used and last_ended_on and last_ended_on < _used_from(approval, last_ended_on):
        last_ended_on = None  # the end of an earlier contract; the one that ran has left without an end
    return lapse.unused_since(
        is_used=is_used, last_ended_on=last_ended_on, known=approval.unused_since, granted_on=approval.from_on,
        today=timezone.localdate(), was_used=was_used,
    )  # fmt: skip


def _used_from(approval, otherwise) -> date:
    """The day on which its present use was told of; `otherwise` where the trail does not know."""
    told = Event.objects.about(approval).filter(verb="approval.used").order_by("-at", "-id").first()
    return timezone.localdate(told.at) if told else otherwise


def _key(approval, months) -> str:
    return f"approval:{approval.pk}:unused:{approval.unused_since}:{months}"


def _facts(approval) -> dict:
    return {
        "company": approval.company.name, "trade": approval.trade.name, "county": approval.county.name,
        "lapses_on": lapse.lapses_on(approval.unused_since).isoformat(),
    }  # fmt: skip
