"""How does a registration come about, reach the county authority, get a test date and a result?"""

from dateutil.relativedelta import relativedelta
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.states import ContractState
from exams import emails
from exams.changing import open_registration, test_of, window_of
from exams.models import Registration
from exams.pdf import file_name, registration_pdf
from exams.problems import before_registering
from exams.rules import ATTEMPTS_BY_RIGHT
from exams.states import (
    CANCEL,
    CONFIRM,
    CORRECTIONS,
    FAIL,
    PASS,
    PASS_WITH_DISTINCTION,
    REGISTER,
    RETURN,
    SCHEDULE,
    RegistrationState,
)  # fmt: skip
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin

RESULT_STEPS = {
    RegistrationState.PASSED_WITH_DISTINCTION: PASS_WITH_DISTINCTION,
    RegistrationState.PASSED: PASS,
    RegistrationState.FAILED: FAIL,
}


@atomic
def plan(*, contract, by) -> Registration:
    """The registration that a contract leads to, by the county's rule of today, or the one that is there already."""
    training, days = contract.apprenticeship, window_of(contract, contract.end_on)
    registration, is_new = Registration.objects.get_or_create(
        office_id=contract.office_id, contract=contract, attempt=1,
        defaults={
            "apprenticeship": training, "kind": test_of(contract.kind, training.trade),
            "opens_on": days.opens_on, "due_on": days.due_on,
        },
    )  # fmt: skip
    if is_new:
        record(by, "registration.planned", registration, due_on=str(registration.due_on))
    return registration


@atomic
def follow_change(*, contract, by) -> Registration | None:
    """Days and kind of test follow the changed contract while nothing is sent; None where there is nothing to move."""
    row = open_registration(contract)
    if row is None or row.state != RegistrationState.PLANNED:
        return None
    row = Registration.objects.select_for_update(of=("self",)).get(pk=row.pk)
    days, test = window_of(contract, contract.end_on), test_of(contract.kind, contract.apprenticeship.trade)
    if (row.opens_on, row.due_on, row.kind) == (days.opens_on, days.due_on, test):
        return None
    before = str(row.due_on)
    row.opens_on, row.due_on, row.kind, row.version = days.opens_on, days.due_on, test, row.version + 1
    return _save(row, "registration.moved", by, before=before, due_on=str(row.due_on))


@atomic
def cancel_open(*, contract, by) -> list[Registration]:
    """The contract has ended early: there is nothing to be tested in. A completed one keeps what is under way."""
    if contract.state != ContractState.ENDED:
        return []
    registrations = list(Registration.objects.open().filter(contract=contract))
    for registration in registrations:
        cancel(registration=registration, reason=_("The contract has ended."), version=registration.version, by=by)
    return registrations


@atomic
def register(*, registration, wanted_from_on, place, needs_adaptation, remarks, version, by) -> Registration:
    """Make the form for the county authority, keep it, and tell apprentice and supervisor (forskrift § 9-56).

    Raises Refused with the first blocker of exams.problems.
    """
    registration = _begin(registration, REGISTER, version)
    today = timezone.localdate()
    for problem in before_registering(registration, today):
        if problem.is_blocker:
            raise Refused(problem.text, way_out=problem.way_out)
    registration.wanted_from_on, registration.place = wanted_from_on, place
    registration.needs_adaptation, registration.remarks = needs_adaptation, remarks
    registration.registered_on, registration.reason = today, ""
    registration.form_file = store(
        office_id=registration.office_id, kind=StoredFile.Kind.EXAM_FORM, name=file_name(registration),
        content=registration_pdf(registration, registered_by=by.user), content_type="application/pdf", by=by,
    )  # fmt: skip
    registration.save()
    emails.registered(registration)
    record(by, "registration.registered", registration, sha256=registration.form_file.sha256)
    return registration


@atomic
def confirm(*, registration, version, by) -> Registration:
    """The county authority has approved the registration and sent it on to the examination board."""
    return _save(_begin(registration, CONFIRM, version), "registration.confirmed", by)


@atomic
def send_back(*, registration, reason, version, by) -> Registration:
    """The county authority has returned it: something is to be mended, then it is registered anew."""
    registration = _begin(registration, RETURN, version)
    registration.reason, registration.registered_on = reason, None
    return _save(registration, "registration.returned", by)


@atomic
def schedule(*, registration, test_from_on, place, version, by) -> Registration:
    """The examination board has set the day; again when it moves. Apprentice and supervisor are told."""
    registration = _begin(registration, SCHEDULE, version)
    if test_from_on < timezone.localdate():
        raise Refused(_("The test cannot start in the past."), field="test_from_on")
    registration.test_from_on, registration.place = test_from_on, place
    emails.test_date(registration)
    return _save(registration, "registration.scheduled", by, test_from_on=str(test_from_on))


@atomic
def set_result(*, registration, result, result_on, version, by) -> Registration:
    """Record the examination board's result (forskrift § 9-5): distinction, passed or failed."""
    step = RESULT_STEPS[RegistrationState(result)]
    registration = _begin(registration, step, version)
    _check_result_day(registration, result_on)
    registration.result_on = result_on
    return _save(registration, "registration.result", by, result=step.target)


@atomic
def correct_result(*, registration, result, result_on, reason, version, by) -> Registration:
    """Another result than the one recorded: a slip, or a complaint that was heard. The trail keeps both."""
    registration = _begin(registration, CORRECTIONS[RegistrationState(result)], version)
    before = Registration.objects.get(pk=registration.pk)
    _check_result_day(registration, result_on)
    if registration.state != RegistrationState.FAILED and _later_attempts(registration).exists():
        raise Refused(
            _("A new attempt follows this test."), field="result", way_out=_("Cancel the new attempt first.")
        )  # fmt: skip
    registration.result_on, registration.reason = result_on, reason
    return _save(
        registration, "registration.result_corrected", by, result=registration.state, was=before.state,
        was_on=str(before.result_on),
    )  # fmt: skip


@atomic
def retry(*, registration, due_on, by) -> Registration:
    """A new attempt after a failed one: the right to one new test (forskrift § 9-66). A second click gives the same."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state != RegistrationState.FAILED:
        raise Refused(_("A new attempt follows a test that was not passed."))
    if registration.attempt >= ATTEMPTS_BY_RIGHT:
        raise Refused(
            _("The right is to one new test (regulation § 9-66)."),
            way_out=_("More attempts need a contract that is extended or made anew."),
        )
    today = timezone.localdate()
    if due_on <= today:
        raise Refused(_("Choose a day after today."), field="due_on")
    attempt, is_new = Registration.objects.get_or_create(
        office_id=registration.office_id, contract_id=registration.contract_id, attempt=registration.attempt + 1,
        defaults={
            "apprenticeship_id": registration.apprenticeship_id, "kind": registration.kind, "opens_on": today,
            "due_on": due_on, "needs_adaptation": registration.needs_adaptation,
        },
    )  # fmt: skip
    if is_new:
        record(by, "registration.planned", attempt, due_on=str(due_on), attempt=attempt.attempt)
    return attempt


@atomic
def cancel(*, registration, reason, version, by) -> Registration:
    """There will be no test."""
    registration = _begin(registration, CANCEL, version)
    registration.reason = reason
    return _save(registration, "registration.cancelled", by)


def usual_due_day(today):
    """By when a new attempt is registered unless the office says otherwise: no waiting time is set by law."""
    return today + relativedelta(months=1)


def _check_result_day(registration, result_on):
    if result_on > timezone.localdate():
        raise Refused(_("The result cannot lie in the future."), field="result_on")
    if registration.test_from_on and result_on < registration.test_from_on:
        raise Refused(_("The result cannot be older than the test."), field="result_on")


def _later_attempts(registration):
    return Registration.objects.filter(
        contract_id=registration.contract_id, attempt__gt=registration.attempt
    ).exclude(state=RegistrationState.CANCELLED)  # fmt: skip


def _begin(registration, step, version) -> Registration:
    """The locked registration in its new state, with its people; Refused when it is no longer what the person saw."""
    locked = begin(registration, step, version)
    loaded = (
        Registration.objects.with_people()
        .select_related("office", "apprenticeship__apprentice__user", "apprenticeship__supervisor__user")
        .get(pk=locked.pk)
    )
    loaded.state, loaded.version = locked.state, locked.version
    return loaded


def _save(registration, verb, by, **facts) -> Registration:
    registration.save()
    record(by, verb, registration, **facts)
    return registration
