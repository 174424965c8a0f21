"""What happens to contracts because its day has come, and what is made in the background?"""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from companies.actions import lapse_approval, warn_office
from companies.models import Approval
from companies.states import GRANTED
from contracts import actions, use
from contracts.actions import applying, bundles, closing_many, county_tasks, deadlines, handover_switch
from contracts.models import Amendment, Bundle, Contract, Ending, Handover, SigningRound
from contracts.states import BUNDLE_BEGIN, ENDING_OPEN, AmendmentState, ContractState, HandoverState
from okportal.errors import Refused
from okportal.offices.scope import office_ids, office_scope
from okportal.offices.sweep import each_due, each_office
from okportal.todo.actions import finish_task

log = logging.getLogger(__name__)
RESUME_AFTER = timedelta(minutes=3)  # longer than any task may run (100 s)


@shared_task
def start_due_contracts():
    """Start every approved contract whose first day has come."""
    each_due(
        lambda: Contract.objects.filter(state=ContractState.APPROVED, start_on__lte=timezone.localdate()).order_by(
            "start_on", "pk"
        ),
        lambda contract: actions.start(contract=contract, by=None),
        log,
    )


@shared_task
def apply_due_amendments():
    """Put every agreed change in force whose day has come, the earliest first; one that cannot be becomes a task."""
    each_due(
        lambda: Amendment.objects.filter(state=AmendmentState.AGREED, from_on__lte=timezone.localdate()).order_by(
            "from_on", "pk"
        ),
        lambda amendment: applying.apply_or_tell(amendment=amendment),
        log,
    )


@shared_task
def change_companies():
    """Make every change of company whose day has come, or tell the advisor why it waits; again changes nothing.

    One whose new contract is approved is made; the others need somebody to say that the county authority is told.
    """
    each_due(
        lambda: (
            Handover.objects.with_people()
            .filter(state=HandoverState.PLANNED, on__lte=timezone.localdate())
            .order_by("on", "pk")
        ),
        lambda handover: handover_switch.switch_when_due(handover=handover),
        log,
    )


@shared_task
def remind_signers():
    """Remind those with whom a document lies, every so many days until its deadline; then the advisor gets a task.

    Four times a day is once: who has been written to today is not written to again.
    """
    each_due(
        lambda: SigningRound.objects.open().order_by("sign_by_on", "pk"),
        lambda round: deadlines.remind_when_due(round=round),
        log,
    )


@shared_task
def finish_due_endings():
    """End what was agreed or decided to end, on the day after its last day; once, however often this runs.

    Others are finished by hand: that a training is completed, or has lapsed, somebody looks over.
    """
    each_due(
        lambda: Ending.objects.filter(
            state__in=ENDING_OPEN, last_on__lt=timezone.localdate(),
            kind__in=[Ending.Kind.MUTUAL, Ending.Kind.RESCISSION],
        ).order_by("last_on", "pk"),
        lambda ending: closing_many.finish_when_due(ending=ending),
        log,
    )  # fmt: skip


@shared_task
def resume_bundles():
    """Bundles whose tasks were lost with a worker or a broker."""
    before = timezone.now() - RESUME_AFTER
    each_due(
        lambda: Bundle.objects.filter(state__in=BUNDLE_BEGIN.sources, changed_at__lt=before),
        lambda bundle: bundles.take_up(bundle=bundle),
        log,
    )


@shared_task
def watch_approvals():
    """Count anew how long each approval has been unused, warn the office, and let lapse what two years have passed for.

    Twice a day is once: a task and a lapse are written once.
    """
    each_office(lambda: use.recount(_granted()), log)
    each_due(
        lambda: (
            _granted().filter(unused_since__isnull=False).select_related("company", "trade", "county").order_by("pk")
        ),
        watch,
        log,
    )


def _granted():
    return Approval.objects.filter(state__in=sorted(GRANTED))


def watch(approval, today=None):
    """Let it lapse, or warn the office, as of `today`."""
    today = today or timezone.localdate()
    if lapse_approval(approval=approval, today=today) is None:
        warn_office(approval=approval, today=today)


@shared_task
def make_bundle_part(office_id: int, bundle_id: int, part: int):
    """A part of a ZIP of contracts; whoever makes the last one packs the whole."""
    try:
        with office_scope(office_id):
            bundle = Bundle.objects.filter(pk=bundle_id).first()
            if bundle is not None:
                bundles.make_part(bundle=bundle, part=part)
    except Refused as refusal:  # another worker packed it in the meantime
        log.info("Part %s of bundle %s was not needed: %s", part, bundle_id, refusal.message)


@shared_task
def watch_county():
    """Raise a task for each contract that waits too long for somebody, and take away those whose fact is gone.

    Twice a day is once: the key of a task names the fact.
    """
    for office_id in office_ids():
        try:
            with office_scope(office_id):
                found = county_tasks.found_in(office_id)
                overtaken = county_tasks.overtaken(office_id, found)
        except Exception:
            log.exception("The contracts at the county of office %s were not looked at", office_id)
            continue
        for task in overtaken:
            _in_office(office_id, finish_task, task=task, by=None)
        for contract, one in found:
            _in_office(office_id, county_tasks.raise_due, contract=contract, found=one)


def _in_office(office_id, action, **kwargs):
    """One that fails is logged and does not hold up the others."""
    try:
        with office_scope(office_id):
            action(**kwargs)
    except Exception:
        log.exception("A task about the county failed in office %s: %s", office_id, kwargs)
