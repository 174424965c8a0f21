"""Which talks and registrations for the test does a cast have?"""

from datetime import timedelta

from django.utils import timezone

from exams.models import Registration
from exams.states import RESULTS, RegistrationState
from followup.models import Talk
from followup.states import TalkState


def add_talks(cast, today):
    rows = cast.rows
    rows.talks = [rows.talk]
    for number, state in enumerate(TalkState, start=2):
        rows.talks.append(
            Talk.objects.create(
                office=cast.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=number,
                due_on=today + timedelta(days=5), state=state,
                agenda=f"{cast.mark} sak", minutes=f"{cast.mark} referat",
                held_on=today if state == TalkState.HELD else None,
                scheduled_at=timezone.now() if state == TalkState.SCHEDULED else None,
            )
        )  # fmt: skip


def add_registrations(cast, today):
    rows = cast.rows
    rows.registrations = [rows.registration]
    for attempt, state in enumerate(RegistrationState, start=2):
        rows.registrations.append(
            Registration.objects.create(
                office=cast.office, apprenticeship=rows.apprenticeship, contract=rows.contract, attempt=attempt,
                kind=Registration.Kind.TRADE_TEST, state=state, opens_on=today - timedelta(days=30),
                due_on=today + timedelta(days=30), place=f"{cast.mark} prøvested", form_file=rows.file,
                result_on=today if state in RESULTS else None,
                registered_on=today, test_from_on=today,
            )
        )  # fmt: skip
