"""What has happened in the demo's trainings: aims reached, talks held, tests registered and passed?"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exams.changing import test_of
from exams.models import Registration
from exams.rules import window
from exams.states import RegistrationState
from followup.agenda import default_agenda
from followup.models import Participant, Talk
from followup.rules import talk_days
from followup.states import TalkState
from okportal.curricula.models import Aim, Curriculum
from okportal.embedded.demo.names import CANCELLED, MINUTES
from okportal.offices.models import CountyRule
from training.models import Plan, PlanAim

OSLO = ZoneInfo("Europe/Oslo")
LATE_AT_MOST = timedelta(days=60)
BEGUN = {"active", "completed", "ended"}


def add_plans(office, apprenticeships, dice, today):
    """A plan for each training that has begun, with about as many aims reached as time has passed."""
    curricula = {curriculum.trade_id: curriculum for curriculum in Curriculum.objects.filter(code__startswith="DEMO-")}
    aims = {}
    for aim in Aim.objects.filter(curriculum__in=curricula.values()):
        aims.setdefault(aim.curriculum_id, []).append(aim)
    begun = [row for row in apprenticeships if row.start_on and row.trade_id in curricula]
    plans = Plan.objects.bulk_create(
        Plan(office=office, apprenticeship=row, curriculum=curricula[row.trade_id]) for row in begun
    )
    rows = []
    for plan in plans:
        training = plan.apprenticeship
        share = min(1, (today - training.start_on).days / (training.end_on - training.start_on).days)
        share = min(1, max(0, share + dice.uniform(-0.2, 0.1)))
        for aim in aims[plan.curriculum_id]:
            reached_on = training.start_on + timedelta(days=aim.position * 30)
            is_reached = aim.position <= share * len(aims[plan.curriculum_id])
            rows.append(
                PlanAim(
                    office=office, plan=plan, aim=aim, position=aim.position,
                    reached_on=min(today, reached_on) if is_reached else None,
                    own_rating=dice.choice((2, 3, 4)) if is_reached else dice.choice((None, 1, 2)),
                )
            )  # fmt: skip
    PlanAim.objects.bulk_create(rows, batch_size=2000)


def add_talks(office, contracts, people, dice, today):
    """The half-year talks of each contract that has begun: nearly all past ones held, some of the next agreed."""
    agenda, rows = {language: default_agenda(language) for language in ("nb", "nn", "en")}, []
    for contract in contracts:
        if contract.state not in BEGUN:
            continue
        for number, due_on in enumerate(talk_days(contract.start_on, contract.end_on), start=1):
            talk = Talk(
                office=office, apprenticeship=contract.apprenticeship, contract=contract, number=number, due_on=due_on,
                agenda=agenda[contract.language],
            )  # fmt: skip
            rows.append(settle(talk, contract, dice, today))
    talks = Talk.objects.bulk_create(rows)
    Participant.objects.bulk_create(participant for talk in talks for participant in participants(office, talk, people))


def settle(talk, contract, dice, today) -> Talk:
    ended_on = contract.ended_on or date.max
    if talk.due_on > ended_on:
        talk.state, talk.cancel_reason = TalkState.CANCELLED, CANCELLED
    elif talk.due_on < today and not is_forgotten(talk, contract, dice, today):
        talk.state, talk.minutes = TalkState.HELD, dice.choice(MINUTES)
        talk.held_on = min(today - timedelta(days=1), talk.due_on + timedelta(days=dice.randrange(-12, 9)))
        talk.place = contract.workplace
    elif talk.due_on < today + timedelta(days=30) and dice.random() < 0.45:
        day = max(today + timedelta(days=1), talk.due_on - timedelta(days=dice.randrange(0, 8)))
        talk.state, talk.place = TalkState.SCHEDULED, contract.workplace
        talk.scheduled_at = datetime.combine(day, time(dice.choice((9, 10, 12, 13))), OSLO)
    return talk


def is_forgotten(talk, contract, dice, today) -> bool:
    """Some are late by weeks, none by half a year: somebody would have asked."""
    is_recent = today - talk.due_on < LATE_AT_MOST
    return is_recent and contract.state == "active" and contract.end_on >= today and dice.random() < 0.2


def participants(office, talk, people):
    training = talk.apprenticeship
    asked = [
        (Participant.Role.APPRENTICE, training.apprentice),
        (Participant.Role.SUPERVISOR, training.supervisor),
        (Participant.Role.INSTRUCTOR, training.instructor),
    ]
    for role, person in asked:
        if person:
            yield Participant(
                office=office, talk=talk, role=role, user_id=person.user_id, name=person.name, email=person.email,
                language=person.language,
            )  # fmt: skip


def add_registrations(office, contracts, dice, today):
    """A registration for each contract that has begun, as far as the calendar has brought it."""
    rules = {rule.county_id: rule for rule in CountyRule.objects.order_by("valid_from")}
    rows = []
    for contract in contracts:
        if contract.state not in BEGUN:
            continue
        rule = rules[contract.apprenticeship.county_id]
        open_between = window(contract.end_on, rule.exam_opens_months, rule.exam_due_months)
        registration = Registration(
            office=office, apprenticeship=contract.apprenticeship, contract=contract,
            opens_on=open_between.opens_on, due_on=open_between.due_on,
            kind=test_of(contract.kind, contract.apprenticeship.trade), place=contract.workplace,
        )  # fmt: skip
        rows.append(advance(registration, contract, dice, today))
    Registration.objects.bulk_create(rows)


def advance(row, contract, dice, today) -> Registration:
    if contract.state == "ended":
        row.state = RegistrationState.CANCELLED
    elif contract.state == "completed" or contract.end_on < today:  # run out: to be closed
        results = (RegistrationState.PASSED, RegistrationState.PASSED, RegistrationState.PASSED_WITH_DISTINCTION)
        row.state, row.result_on = dice.choice(results), contract.end_on - timedelta(days=10)
        row.registered_on, row.test_from_on = row.due_on - timedelta(days=20), contract.end_on - timedelta(days=14)
    elif row.due_on < today and dice.random() < 0.9:
        row.state, row.registered_on = RegistrationState.SCHEDULED, row.due_on - timedelta(days=15)
        row.test_from_on = max(today + timedelta(days=7), contract.end_on - timedelta(days=dice.randrange(10, 40)))
    elif row.opens_on <= today < row.due_on and dice.random() < 0.3:
        row.state, row.registered_on = RegistrationState.REGISTERED, today - timedelta(days=dice.randrange(1, 20))
    return row
