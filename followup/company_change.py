"""What becomes of the half-year talks when somebody goes on in another company?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts.amending.pauses import pauses_of
from contracts.models import Contract
from followup import emails
from followup.actions import cancel, set_participants
from followup.agenda import default_agenda
from followup.models import Participant, Talk
from followup.participants import BY_CHOICE
from followup.rules import talk_days
from followup.states import TalkState
from okportal.audit.actions import record


@atomic
def follow_to_new_contract(*, handover, by) -> list[Talk]:
    """Talks that wait go on under the new contract with the new company's people; those held stay where they were.

    Who takes over a seat at a talk with a date is asked to it. What is planned past the last day that the new contract
    has by now falls away, and half-years that have come are planned. Again changes nothing.
    """
    waiting = Talk.objects.waiting().filter(contract=handover.contract_id).select_for_update(of=("self",))
    talks = list(waiting.select_related("apprenticeship__apprentice").order_by("number"))
    for talk in talks:
        talk.contract_id, talk.version = handover.new_contract_id, talk.version + 1
        talk.save(update_fields=["contract", "version"])
        record(by, "talk.moved", talk, contract=talk.contract_id)
        _change_seats(talk, by)
    _follow_last_day(handover, by)
    return talks


def _follow_last_day(handover, by):
    """Half-years are those of the whole training, so that they are counted from its first day, not the contract's."""
    old, new = handover.contract, Contract.objects.with_people().get(pk=handover.new_contract_id)
    past = Talk.objects.filter(contract=new, state=TalkState.PLANNED, due_on__gte=new.end_on)
    with override(new.language):
        reason = _("The training period ends before it.")
    for talk in past.select_for_update(of=("self",)):
        cancel(talk=talk, reason=reason, version=talk.version, by=by)
    if new.end_on <= old.end_on:
        return
    known = set(Talk.objects.filter(apprenticeship=new.apprenticeship_id).values_list("number", flat=True))
    days = talk_days(new.apprenticeship.start_on or old.start_on, new.end_on, pauses_of(new))
    for number, day in enumerate(days, start=1):
        if number not in known and day >= old.end_on:
            talk = Talk.objects.create(
                office_id=new.office_id, apprenticeship_id=new.apprenticeship_id, contract=new, number=number,
                due_on=day, agenda=default_agenda(new.language),
            )  # fmt: skip
            record(by, "talk.planned", talk, due_on=str(day))
            set_participants(talk=talk, roles=(), by=by)


def _change_seats(talk, by):
    seats = dict(talk.participants.values_list("role", "email"))
    chosen = {role for role in BY_CHOICE if role in seats}
    for person in set_participants(talk=talk, roles=chosen, by=by):
        is_news = seats.get(person.role) != person.email and person.role != Participant.Role.APPRENTICE
        if talk.state == TalkState.SCHEDULED and is_news:
            emails.invite_instead(talk, person)
