"""Which contracts come into force today, and which approvals lapse because no contract has used them?"""

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
from okportal.todo.actions import finish_task

log = logging.getLogger(__name__)
RESUME_AFTER = timedelta(minutes=3)  # longer than any task may run (100 s)


@shared_task
def start_due_contracts():
    """Start every approved contract whose first day has come, each in a transaction of its own."""
    for office_id in office_ids():
        with office_scope(office_id):
            due = Contract.objects.filter(state=ContractState.APPROVED, start_on__lte=timezone.localdate())
            contract_ids = list(due.order_by("start_on", "pk").values_list("pk", flat=True))
        for contract_id in contract_ids:
            start_one(office_id, contract_id)


def start_one(office_id: int, contract_id: int):
    """One that cannot be started is logged and does not hold up the others; the next run tries again."""
    try:
        with office_scope(office_id):
            actions.start(contract=Contract.objects.get(pk=contract_id), by=None)
    except Refused as refusal:
        log.info("Contract %s was not started: %s", contract_id, refusal.message)
    except Exception:
        log.exception("Contract %s was not started", contract_id)


@shared_task
def apply_due_amendments():
    """Put every agreed change in force whose day has come, the earliest first; again changes nothing."""
    for office_id in office_ids():
        with office_scope(office_id):
            due = Amendment.objects.filter(state=AmendmentState.AGREED, from_on__lte=timezone.localdate())
            amendment_ids = list(due.order_by("from_on", "pk").values_list("pk", flat=True))
        for amendment_id in amendment_ids:
            apply_one(office_id, amendment_id)


def apply_one(office_id: int, amendment_id: int):
    """One that cannot be put in force becomes the advisor's task, and does not hold up the others."""
    try:
        with office_scope(office_id):
            applying.apply_or_tell(amendment=Amendment.objects.get(pk=amendment_id))
    except Exception:
        log.exception("Amendment %s was not put in force", amendment_id)


@shared_task
def change_companies():
    """Make every change of company whose day has come, or tell the advisor why it waits; again changes nothing.

    One whose new contract is approved is made; the others need somebody to say that the county authority is told.
    """
    for office_id in office_ids():
        with office_scope(office_id):
            due = Handover.objects.filter(state=HandoverState.PLANNED, on__lte=timezone.localdate())
            handover_ids = list(due.order_by("on", "pk").values_list("pk", flat=True))
        for handover_id in handover_ids:
            change_one(office_id, handover_id)


def change_one(office_id: int, handover_id: int):
    """One that fails is logged and does not hold up the others."""
    try:
        with office_scope(office_id):
            found = Handover.objects.with_people().get(pk=handover_id)
            handover_switch.switch_when_due(handover=found)
    except Exception:
        log.exception("Change of company %s was not made", handover_id)


@shared_task
def remind_signers():
    """Remind those with whom a document lies, every so many days until its deadline; then the advisor gets a task.

    Four times a day is once: who has been written to today is not written to again.
    """
    for office_id in office_ids():
        with office_scope(office_id):
            round_ids = list(SigningRound.objects.open().order_by("sign_by_on", "pk").values_list("pk", flat=True))
        for round_id in round_ids:
            remind_one(office_id, round_id)


def remind_one(office_id: int, round_id: int):
    """One that fails is logged and does not hold up the others; one that was closed just now needs nothing."""
    try:
        with office_scope(office_id):
            deadlines.remind_when_due(round=SigningRound.objects.get(pk=round_id))
    except Refused as refusal:
        log.info("Nobody was reminded of round %s: %s", round_id, refusal.message)
    except Exception:
        log.exception("Nobody was reminded of round %s", round_id)


@shared_task
def watch_approvals():
    """Count anew how long each approval has been unused, warn the office, and let lapse what two years have passed for.

    Twice a day is once: a task and a lapse are written once.
    """
    today = timezone.localdate()
    for office_id in office_ids():
        for approval_id in _unused_in(office_id):
            watch_one(office_id, approval_id, today)


def watch_one(office_id: int, approval_id: int, today):
    """One that fails is logged and does not hold up the others."""
    try:
        with office_scope(office_id):
            approval = Approval.objects.select_related("company", "trade", "county").get(pk=approval_id)
            if lapse_approval(approval=approval, today=today) is None:
                warn_office(approval=approval, today=today)
    except Exception:
        log.exception("Approval %s was not watched", approval_id)


def _unused_in(office_id) -> list[int]:
    try:
        with office_scope(office_id):
            granted = Approval.objects.filter(state__in=sorted(GRANTED))
            use.recount(granted)
            return list(granted.filter(unused_since__isnull=False).order_by("pk").values_list("pk", flat=True))
    except Exception:
        log.exception("The approvals of office %s were not counted", office_id)
        return []


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
def resume_bundles():
    """Bundles whose tasks were lost with a worker or a broker."""
    before = timezone.now() - RESUME_AFTER
    for office_id in office_ids():
        with office_scope(office_id):
            waiting = Bundle.objects.filter(state__in=BUNDLE_BEGIN.sources, changed_at__lt=before)
            bundle_ids = list(waiting.values_list("pk", flat=True))
        for bundle_id in bundle_ids:
            try:
                with office_scope(office_id):
                    bundles.take_up(bundle=Bundle.objects.get(pk=bundle_id))
            except Exception:
                log.exception("Bundle %s was not taken up", bundle_id)


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


@shared_task
def finish_due_endings():
    """End what was agreed or decided to end, on the day after its last day; once, however often this runs.

    Others are finished by hand: that a training is completed, or has lapsed, somebody looks over.
    """
    for office_id in office_ids():
        with office_scope(office_id):
            due = Ending.objects.filter(
                state__in=ENDING_OPEN, last_on__lt=timezone.localdate(),
                kind__in=[Ending.Kind.MUTUAL, Ending.Kind.RESCISSION],
            )  # fmt: skip
            ending_ids = list(due.order_by("last_on", "pk").values_list("pk", flat=True))
        for ending_id in ending_ids:
            finish_one(office_id, ending_id)


def finish_one(office_id: int, ending_id: int):
    """One that fails is logged and does not hold up the others."""
    try:
        with office_scope(office_id):
            closing_many.finish_when_due(ending=Ending.objects.get(pk=ending_id))
    except Refused as refusal:
        log.info("Ending %s was not finished: %s", ending_id, refusal.message)
    except Exception:
        log.exception("Ending %s was not finished", ending_id)
