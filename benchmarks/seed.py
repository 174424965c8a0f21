"""Which offices are measured? Made-up ones of real size: OK stat has 240 learners and 118 members."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils import timezone

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Company, CompanyPerson
from contracts.models import Contract, Party, SigningRound
from contracts.states import ContractState, RoundState
from exams.models import Registration
from followup.models import Participant, Talk
from followup.rules import talk_days
from followup.states import TalkState
from okportal.curricula.models import Aim, Curriculum
from okportal.embedded.demo.synthetic import national_id, organisation_number
from okportal.embedded.norway import build, members, training, working_life
from okportal.embedded.norway.plan import OfficePlan
from okportal.offices.counties import load as load_counties
from okportal.offices.models import County, CountyRule, Membership, Office
from okportal.offices.scope import office_scope
from okportal.people.models import User
from okportal.permissions import Role
from training.models import Plan, PlanAim

TRADES = ("HSBUA3----", "HSHEA3----", "IMITD3----", "SRSOA3----")
COUNTY = "46"
AIMS = 20
MONTHS = 24
ADVISORS = 3  # 240 apprentices make 80 for each
FIRST_BORN = date(2006, 1, 1)
STARTS = 22  # months back that contracts began in, evenly
# What the offices of the country have, and those that are measured as well.
AS_EVERYWHERE = (
    members.ACTIVE_PERIODS, members.AGREEMENTS, members.ESTABLISHMENTS, training.APPROVALS, *working_life.FILLINGS,
)  # fmt: skip


@dataclass
class Made:
    """One office and what the seeding needs of it again."""

    office: Office
    people: dict[Role, User] = field(default_factory=dict)
    advisors: list[Membership] = field(default_factory=list)

    @property
    def pk(self):
        return self.office.pk

    @property
    def slug(self):
        return self.office.slug


def fill() -> SimpleNamespace:
    """The measured office `main`, four neighbours, and `reminded`, where every rule of the sweep finds 500 rows."""
    load_counties(County, CountyRule)
    aims = [make_curriculum(trade) for trade in TRADES]
    today = timezone.localdate()
    main = make_office("stor", 1)
    with office_scope(main.pk):
        make_apprenticeships(main, today, aims, count=240, companies=118)
    for number in range(2, 6):
        neighbour = make_office(f"nabo-{number}", number)
        with office_scope(neighbour.pk):
            make_apprenticeships(neighbour, today, aims, count=60, companies=14)
    reminded = make_office("purret", 6)
    with office_scope(reminded.pk):
        make_reminded(reminded, today, count=500)
    return SimpleNamespace(main=main, reminded=reminded)


def make_curriculum(trade):
    """A curriculum of 20 aims that is newer than any other of the trade."""
    code = f"MAAL-{trade[2:5]}"
    Curriculum.objects.create(
        code=code, trade_id=trade, title="Læreplan til måling", language="nob", valid_from=date(2024, 8, 1)
    )
    return Aim.objects.bulk_create(
        Aim(
            curriculum_id=code,
            code=f"M{place}",
            position=place,
            text=f"planlegge, gjennomføre og vurdere oppgave {place}",
        )
        for place in range(1, AIMS + 1)
    )


def make_office(slug, serial) -> Made:
    with office_scope(None), connection.cursor() as cursor:
        cursor.execute("SELECT nextval('offices_office_id_seq')")
        office_id = cursor.fetchone()[0]
    with office_scope(office_id):
        office = Office.objects.create(
            id=office_id, slug=slug, name=f"Opplæringskontoret {slug}", email=f"post@{slug}.example",
            organisation_number=organisation_number(5000 + serial), address="Storgata 1, 5003 Bergen",
        )  # fmt: skip
        made, begun = Made(office), timezone.localdate() - timedelta(days=900)
        for number in range(ADVISORS):
            user = User(email=f"advisor{number}@{slug}.example", name=f"Rådgiver {number}")
            user.set_unusable_password()
            user.save()
            made.people.setdefault(Role.ADVISOR, user)
            made.advisors.append(Membership.objects.create(office=office, user=user, role=Role.ADVISOR, from_on=begun))
    return made


def make_companies(made, today, count):
    """Companies with one supervisor and one instructor each; returns [(company, supervisor, instructor)]."""
    office = made.office
    companies = Company.objects.bulk_create(
        Company(
            office=office, name=f"Bedrift {number}", organisation_number=organisation_number(20000 + 7 * number),
            address=f"Veien {number}", postcode="5003", city="Bergen", county_id=COUNTY, look_up="not_checked",
        )
        for number in range(count)
    )  # fmt: skip
    roles = (CompanyPerson.Role.TRAINING_SUPERVISOR, CompanyPerson.Role.INSTRUCTOR)
    people = CompanyPerson.objects.bulk_create(
        CompanyPerson(
            office=office, company=company, role=role, from_on=today - timedelta(days=900),
            name=f"{role.label} {place}", email=f"{role.value}{place}@{made.slug}.example",
        )
        for place, company in enumerate(companies)
        for role in roles
    )  # fmt: skip
    return list(zip(companies, people[::2], people[1::2], strict=True))


def make_people_in_training(made, today, count, companies):
    """Running apprenticeships that began in the last 22 months, spread over companies, trades and advisors."""
    places = make_companies(made, today, companies)
    apprentices = [
        Apprentice(
            office=made.office, first_name=f"Fornavn{number}", last_name=f"Etternavn{number * 37 % count}",
            email=f"laerling{number}@{made.slug}.example", birth_date=(born := FIRST_BORN + timedelta(days=number)),
            national_id=national_id(born, 1), county_id=COUNTY, address=f"Stien {number}", postcode="5003",
            city="Bergen",
        )
        for number in range(count)
    ]  # fmt: skip
    for apprentice in apprentices:
        apprentice.fill_index()
    Apprentice.objects.bulk_create(apprentices)
    rows = []
    for number, apprentice in enumerate(apprentices):
        company, supervisor, instructor = places[number % companies]
        start_on = today - relativedelta(months=1 + number % STARTS, days=number % 28)
        rows.append(
            Apprenticeship(
                office=made.office, apprentice=apprentice, trade_id=TRADES[number % len(TRADES)], company=company,
                supervisor=supervisor, instructor=instructor if number % 15 else None,
                advisor=made.advisors[number % ADVISORS], county_id=COUNTY, state=Apprenticeship.State.RUNNING,
                start_on=start_on, end_on=start_on + relativedelta(months=MONTHS) - timedelta(days=1),
            )
        )  # fmt: skip
    return Apprenticeship.objects.bulk_create(rows)


def make_apprenticeships(made, today, aims, *, count, companies):
    """Apprenticeships with contract, plan, talks and registration; every twelfth past talk was never held."""
    trainings = make_people_in_training(made, today, count, companies)
    contracts = make_contracts(made, trainings)
    make_plans(made, trainings, today, aims)
    make_talks(made, contracts, today)
    Registration.objects.bulk_create(
        Registration(
            office=made.office, apprenticeship=contract.apprenticeship, contract=contract, kind="fagprove",
            opens_on=contract.end_on - relativedelta(months=8), due_on=contract.end_on - relativedelta(months=2),
        )
        for contract in contracts
    )  # fmt: skip
    build.fill(OfficePlan(0, count, ()), made.pk, AS_EVERYWHERE)


def make_contracts(made, trainings):
    contracts = Contract.objects.bulk_create(
        Contract(
            office=made.office, apprenticeship=training, number=f"{training.start_on.year}-{place:05}",
            state=ContractState.ACTIVE, start_on=training.start_on, end_on=training.end_on, months=MONTHS,
            calculated_end_on=training.end_on, workplace="Avdeling nord",
        )
        for place, training in enumerate(trainings)
    )  # fmt: skip
    make_rounds(made, contracts)
    return contracts


def make_rounds(made, contracts):
    """Each contract signed by one of each role, before the portal: there is no file."""
    now = timezone.now()
    rounds = SigningRound.objects.bulk_create(
        SigningRound(
            office=made.office, contract=contract, number=1, state=RoundState.SIGNED, code=f"BENCH-{contract.pk}"[:14],
            sent_at=now, closed_at=now,
        )
        for contract in contracts
    )  # fmt: skip
    for contract, round in zip(contracts, rounds, strict=True):
        contract.round = round
    Contract.objects.bulk_update(contracts, ["round"], batch_size=1000)
    Party.objects.bulk_create(
        Party(
            office=made.office, contract=round.contract, round=round, role=role, place=place, name=str(role.label),
            asked_at=now, confirmed_at=now, signed_at=now, email=f"{role.value}@{made.slug}.example",
            signed_sha256="0" * 64, signed_how="måling",
        )
        for round in rounds
        for place, role in enumerate(Party.Role, start=1)
    )  # fmt: skip


def make_plans(made, trainings, today, aims):
    plans = Plan.objects.bulk_create(
        Plan(office=made.office, apprenticeship=training, curriculum_id=aims[place % len(aims)][0].curriculum_id)
        for place, training in enumerate(trainings)
    )
    rows = []
    for place, plan in enumerate(plans):
        reached = AIMS * (today - plan.apprenticeship.start_on).days // (MONTHS * 31)
        for aim in aims[place % len(aims)]:
            reached_on = today if aim.position <= reached else None
            rows.append(PlanAim(office=made.office, plan=plan, aim=aim, position=aim.position, reached_on=reached_on))
    PlanAim.objects.bulk_create(rows, batch_size=2000)


def make_talks(made, contracts, today):
    talks = []
    for place, contract in enumerate(contracts):
        for number, due_on in enumerate(talk_days(contract.start_on, contract.end_on), start=1):
            is_held = due_on < today and (place + number) % 12
            talks.append(
                Talk(
                    office=made.office, apprenticeship=contract.apprenticeship, contract=contract, number=number,
                    due_on=due_on, held_on=due_on if is_held else None,
                    state=TalkState.HELD if is_held else TalkState.PLANNED,
                )
            )  # fmt: skip
    Talk.objects.bulk_create(talks)
    Participant.objects.bulk_create(
        Participant(
            office=made.office, talk=talk, role=role, name=role.label, email=f"{role.value}@{made.slug}.example"
        )
        for talk in talks
        for role in (Participant.Role.APPRENTICE, Participant.Role.SUPERVISOR)
    )


def make_reminded(made, today, *, count):
    """Trainings of which each reminder rule finds one talk or registration, and no rule two."""
    contracts = make_contracts(made, make_people_in_training(made, today, count, companies=50))
    soon = today + timedelta(days=3)
    at = timezone.make_aware(datetime.combine(soon, time(10)))
    talks = (
        {"number": 1, "due_on": soon, "state": TalkState.SCHEDULED, "scheduled_at": at, "place": "Møterom 2"},
        {"number": 2, "due_on": today + timedelta(days=20)},
        {"number": 3, "due_on": today - timedelta(days=20)},
    )
    Talk.objects.bulk_create(
        Talk(office=made.office, apprenticeship=contract.apprenticeship, contract=contract, **talk)
        for contract in contracts
        for talk in talks
    )
    Registration.objects.bulk_create(
        Registration(
            office=made.office, apprenticeship=contract.apprenticeship, contract=contract, kind="fagprove",
            attempt=attempt, opens_on=today - timedelta(days=200), due_on=today + timedelta(days=days),
        )
        for contract in contracts
        for attempt, days in enumerate((45, 15, -5), start=1)
    )  # fmt: skip
