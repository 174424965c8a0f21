"""What becomes of the half-year talks when somebody goes on in another company?"""

from django.db.transaction import atomic

from followup import emails
from followup.actions import set_participants
from followup.models import Participant, Talk
from followup.participants import BY_CHOICE
from followup.states import TalkState
from okportal.audit.actions import record


@atomic
def follow_to_new_contract(*, handover, by) -> list[Talk]:
    """Talks that wait go on under the new contract with the new company's people; those held stay where they were.

    Who takes over a seat at a talk with a date is asked to it. Again changes nothing.
    """
    waiting = Talk.objects.waiting().filter(contract=handover.contract_id).select_for_update(of=("self",))
    talks = list(waiting.select_related("apprenticeship__apprentice").order_by("number"))
    for talk in talks:
        talk.contract_id, talk.version = handover.new_contract_id, talk.version + 1
        talk.save(update_fields=["contract", "version"])
        record(by, "talk.moved", talk, contract=talk.contract_id)
        _change_seats(talk, by)
    return talks


def _change_seats(talk, by):
    seats = dict(talk.participants.values_list("role", "email"))
    chosen = {role for role in BY_CHOICE if role in seats}
    for person in set_participants(talk=talk, roles=chosen, by=by):
        is_news = seats.get(person.role) != person.email and person.role != Participant.Role.APPRENTICE
        if talk.state == TalkState.SCHEDULED and is_news:
            emails.invite_instead(talk, person)
