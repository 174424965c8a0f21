"""Which mails does a registration send?"""

from django.utils import timezone

from exams.models import Registration
from okportal.outbox.actions import enqueue


def registered(registration: Registration):
    """The office has registered the candidate: apprentice and supervisor are told."""
    wanted = registration.wanted_from_on
    _write(registration, "registered", wanted_from=wanted.isoformat() if wanted else "")


def test_date(registration: Registration):
    """The test has got a date, or another one."""
    _write(registration, "test_date", test_from=registration.test_from_on.isoformat(), place=registration.place)


def _write(registration, name, **facts):
    """One mail a reader and version: a double click writes nothing, a changed date is a new mail."""
    training = registration.apprenticeship
    for role, person in (("apprentice", training.apprentice), ("supervisor", training.supervisor)):
        if person is None or (role == "supervisor" and person.to_on and person.to_on < timezone.localdate()):
            continue  # nobody, or one who has left
        enqueue(
            office_id=registration.office_id, key=f"exam:{registration.pk}:{name}:{registration.version}:{role}",
            template=f"exams/{name}", to_email=person.email, to_name=person.name,
            language=person.user.language if person.user else person.language,
            page="exams:detail", about_id=registration.pk,
            facts={"apprentice": training.apprentice.name, "trade": training.trade.name, "role": role, **facts},
        )  # fmt: skip
