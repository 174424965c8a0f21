"""Who has been asked to a talk that is to come, and who is asked instead when the role in the company ends?"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.duties import Duty, register
from companies.models import CompanyPerson
from followup import emails
from followup.models import Participant
from followup.states import WAITING, TalkState
from okportal.audit.actions import record_each

Part = Participant.Role
PART_OF_ROLE = {
    CompanyPerson.Role.TRAINING_SUPERVISOR: Part.SUPERVISOR,
    CompanyPerson.Role.INSTRUCTOR: Part.INSTRUCTOR,
}


def asked_to(person):
    """The person's seats at talks of the company's apprentices that are planned or agreed."""
    seats = Participant.objects.filter(
        office_id=person.office_id, role=PART_OF_ROLE.get(person.role, ""), talk__state__in=WAITING,
        talk__apprenticeship__company_id=person.company_id,
    )  # fmt: skip
    is_person = Q(email__iexact=person.email)
    return seats.filter(is_person | Q(user_id=person.user_id) if person.user_id else is_person)


def hand_over_seats(person, successor, by):
    """Each seat goes to whom the apprenticeship names now; who comes to an agreed talk is invited at once."""
    with_people = "talk__apprenticeship__apprentice", "talk__apprenticeship__supervisor__user"
    seats = list(asked_to(person).select_related(*with_people, "talk__apprenticeship__instructor__user"))
    filled = [seat for seat in seats if _take(seat, getattr(seat.talk.apprenticeship, seat.role), person)]
    Participant.objects.bulk_update(filled, ["user", "name", "email", "language"])
    Participant.objects.filter(pk__in=[seat.pk for seat in seats if seat not in filled]).delete()
    for seat in filled:
        if seat.talk.state == TalkState.SCHEDULED:
            emails.invite_instead(seat.talk, seat)
    record_each(by, "talk.participants_changed", [(seat.talk, {"roles": [seat.role]}) for seat in seats])


def _take(seat, heir, person) -> bool:
    """False where the apprenticeship names nobody, or still the one who leaves."""
    if heir is None or heir.pk == person.pk:
        return False
    seat.user_id, seat.name, seat.email = heir.user_id, heir.name, heir.email
    seat.language = heir.user.language if heir.user else heir.language
    return True


register(
    Duty(
        "talks", _("Half-year talks to come"), asked_to, hand_over_seats, place=60,
        note=_("Go to whoever takes over the apprentice; agreed dates stand, and the new one is invited."),
    )
)  # fmt: skip
