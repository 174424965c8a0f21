"""How do talks come about, get a date, and become held, cancelled or open again?"""

from datetime import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts.amending.pauses import pauses_of
from followup import emails
from followup.agenda import default_agenda
from followup.changing import due_days, replan
from followup.models import Participant, Talk
from followup.participants import ALWAYS, people_of
from followup.states import CANCEL, HOLD, REOPEN, SCHEDULE, TalkState
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin


@atomic
def plan_talks(*, contract, by) -> list[Talk]:
    """Write the half-year talks of a contract that are not there yet, with all who belong; returns the new ones."""
    known = set(Talk.objects.filter(apprenticeship=contract.apprenticeship_id).values_list("number", flat=True))
    due = due_days(contract, contract.end_on, pauses_of(contract))
    people, agenda = people_of(contract.apprenticeship), default_agenda(contract.language)
    talks = Talk.objects.bulk_create(
        Talk(
            office_id=contract.office_id, apprenticeship_id=contract.apprenticeship_id, contract=contract,
            number=number, due_on=day, agenda=agenda,
        )
        for number, day in due.items()
        if number not in known and day >= contract.start_on
    )  # fmt: skip
    Participant.objects.bulk_create(_participant(talk, person) for talk in talks for person in people)
    for talk in talks:
        record(by, "talk.planned", talk, due_on=str(talk.due_on))
    return talks


@atomic
def cancel_waiting(*, contract, by) -> list[Talk]:
    """The contract has ended: what was planned falls away, with the reason in the contract's language.

    Who had a date is told, as when the talk is cancelled by hand.
    """
    with override(contract.language):
        reason = _("The contract has ended.")
    talks = list(Talk.objects.waiting().filter(contract=contract).select_for_update(of=("self",)))
    for talk in talks:
        talk.version += 1
        _cancel(talk, reason, by)
    return talks


@atomic
def follow_change(*, contract, old_end_on, by) -> list[Talk]:
    """The last day has moved: what waits without a date follows the new half-years; returns what was touched.

    An agreed date stays, and so does what was held: people decide about these. What had fallen away because the
    training was to end before it, comes back.
    """
    found = replan(contract, old_end_on=old_end_on, end_on=contract.end_on, pauses=pauses_of(contract))
    with override(contract.language):
        ends_before, goes_on = _("The training period ends before it."), _("The training period has become longer.")
    for talk, _day in found.returns:
        reopen(talk=talk, reason=goes_on, version=talk.version, by=by)
        talk.refresh_from_db()
    moved = [*found.returns, *found.moves]
    for talk, day in moved:
        before, talk.due_on, talk.version = talk.due_on, day, talk.version + 1
        talk.save(update_fields=["due_on", "version"])
        record(by, "talk.moved", talk, before=str(before), due_on=str(day))
    for talk in found.goes:
        talk.version += 1
        _cancel(talk, ends_before, by)
    return [*(talk for talk, _day in moved), *found.goes, *plan_talks(contract=contract, by=by)]


@atomic
def schedule(
    *, talk, on, at, place, version, by, agenda="", with_instructor=False, with_advisor=False
) -> Talk:  # fmt: skip
    """Agree on a day and a time (Oslo), and ask those who take part. Again for another date, which is told too."""
    moment = timezone.make_aware(datetime.combine(on, at))
    if moment < timezone.now():
        raise Refused(_("This time has passed."), field="on", way_out=_("Has the talk been held? Then record it."))
    is_moved = talk.state == TalkState.SCHEDULED
    talk = begin(talk, SCHEDULE, version)
    talk.scheduled_at, talk.place, talk.agenda = moment, place, agenda
    talk.save(update_fields=["state", "scheduled_at", "place", "agenda", "version"])
    for participant in set_participants(talk=talk, roles=_chosen(with_instructor, with_advisor), by=by):
        emails.invite(talk, participant, is_moved=is_moved)
    record(by, "talk.scheduled", talk, at=moment.isoformat())
    return talk


@atomic
def set_participants(*, talk, roles, by) -> list[Participant]:
    """Apprentice and supervisor, and those of `roles` that the apprenticeship names today.

    The people are read anew: months after the plan was made, another may be supervisor.
    """
    wanted = {*ALWAYS, *roles}
    people = [person for person in people_of(talk.apprenticeship) if person.role in wanted]
    before = set(talk.participants.values_list("role", "email"))
    talk.participants.all().delete()
    participants = Participant.objects.bulk_create(_participant(talk, person) for person in people)
    if before != {(person.role.value, person.email) for person in people}:
        record(by, "talk.participants_changed", talk, roles=sorted(person.role.value for person in people))
    return participants


@atomic
def hold(
    *, talk, held_on, minutes, version, by, with_instructor=False, with_advisor=False
) -> Talk:  # fmt: skip
    """Record that the talk took place, who was there, and what was said: those who were there read the minutes."""
    today = timezone.localdate()
    if held_on > today:
        raise Refused(_("A talk cannot have been held in the future."), field="held_on")
    talk = begin(talk, HOLD, version)
    # A contract with the next company goes on with the same training.
    if held_on < min(talk.contract.start_on, talk.apprenticeship.start_on or talk.contract.start_on):
        raise Refused(_("The talk cannot have been held before the training period began."), field="held_on")
    talk.held_on, talk.minutes = held_on, minutes
    talk.save(update_fields=["state", "held_on", "minutes", "version"])
    set_participants(talk=talk, roles=_chosen(with_instructor, with_advisor), by=by)
    record(by, "talk.held", talk, held_on=str(held_on))
    return talk


@atomic
def cancel(*, talk, reason, version, by) -> Talk:
    """The talk will not take place; who had a date is told."""
    talk = begin(talk, CANCEL, version)
    _cancel(talk, reason, by)
    return talk


@atomic
def reopen(*, talk, reason, version, by) -> Talk:
    """Back to planned: recorded by mistake, or cancelled too soon. The minutes stay as a draft."""
    talk = begin(talk, REOPEN, version)
    talk.held_on = talk.scheduled_at = None
    talk.cancel_reason, talk.reopen_reason = "", reason
    talk.save(update_fields=["state", "held_on", "scheduled_at", "cancel_reason", "reopen_reason", "version"])
    record(by, "talk.reopened", talk)
    return talk


def _cancel(talk, reason, by):
    talk.state, talk.cancel_reason = CANCEL.target, reason
    talk.save(update_fields=["state", "cancel_reason", "version"])
    record(by, "talk.cancelled", talk)
    if talk.scheduled_at:  # only an agreed talk has one
        for participant in talk.participants.all():
            emails.call_off(talk, participant)


def _chosen(with_instructor, with_advisor) -> set[Participant.Role]:
    choices = ((Participant.Role.INSTRUCTOR, with_instructor), (Participant.Role.ADVISOR, with_advisor))
    return {role for role, is_chosen in choices if is_chosen}


def _participant(talk, person) -> Participant:
    return Participant(
        office_id=talk.office_id, talk=talk, role=person.role, user_id=person.user_id, name=person.name,
        email=person.email, language=person.language,
    )  # fmt: skip
