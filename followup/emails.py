"""Which mails does a talk send to those who take part?"""

from followup.models import Participant, Talk
from okportal.outbox.actions import enqueue


def invite(talk: Talk, participant: Participant, *, is_moved: bool):
    """Day, time and place. The version is part of the key: a new date is a new mail, a double click is not."""
    _write(talk, participant, "invitation", at=talk.scheduled_at.isoformat(), place=talk.place, is_moved=is_moved)


def invite_instead(talk: Talk, participant: Participant):
    """The agreed date to one who takes another's seat: the seat had its mail, so the address is part of the key."""
    told = {"at": talk.scheduled_at.isoformat(), "place": talk.place, "is_moved": False}
    _write(talk, participant, "invitation", key=f":{participant.email}", **told)


def call_off(talk: Talk, participant: Participant):
    """The agreed date does not hold. The reason stays in the portal: it may be a personal matter."""
    _write(talk, participant, "called_off", at=talk.scheduled_at.isoformat())


def _write(talk, participant, name, key="", **facts):
    about = {"apprentice": talk.apprenticeship.apprentice.name, "number": talk.number, "role": participant.role}
    enqueue(
        office_id=talk.office_id, key=f"talk:{talk.pk}:{name}:{talk.version}:{participant.role}{key}",
        template=f"followup/{name}", to_email=participant.email, to_name=participant.name,
        language=participant.language, page="followup:detail", about_id=talk.pk, facts=about | facts,
    )  # fmt: skip
