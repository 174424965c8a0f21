"""Who is in training in the demo, how far along, and what lies behind and ahead of each?"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import DateTimeField, F
from django.db.models.functions import Cast as As

from apprenticeships.days_off import is_day_off
from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import CompanyPerson
from contracts import rules
from contracts.ledger import Inputs, calculate
from contracts.models import Contract
from contracts.states import ContractState
from contracts.types import KIND_OF_CANDIDATE
from okportal.curricula.models import Aim, Trade
from okportal.embedded.demo.names import FIRST_NAMES, GROWN_UPS, LAST_NAMES, STREETS, TOWNS
from okportal.embedded.demo.people import address
from okportal.embedded.demo.scenes import Cast, Scene, other_type, scenes_of
from okportal.embedded.demo.synthetic import national_id
from okportal.permissions import Role

RUNNING_MONTHS = (1, 3, 3, 3, 4, 5, 6, 6, 9, 11, 12, 12, 15, 15, 15, 16, 17, 18, 18, 20, 21, 22, 23)
Type = Apprenticeship.CandidateType
USUAL_MONTHS = 24  # those who are through with a longer training began as much earlier
# (contract state, apprenticeship state, months since the start; negative: ahead), and how often among a hundred
STORIES = (
    (5, ContractState.DRAFT, Apprenticeship.State.PLANNED, (-2, -1)),
    (2, ContractState.CHECKING, Apprenticeship.State.PLANNED, (-2, -1)),
    (2, ContractState.WITH_PARTIES, Apprenticeship.State.PLANNED, (-2, -1)),
    (2, ContractState.WITH_OFFICE, Apprenticeship.State.PLANNED, (-1,)),
    (2, ContractState.SIGNED, Apprenticeship.State.PLANNED, (-1,)),
    (3, ContractState.AT_COUNTY, Apprenticeship.State.PLANNED, (-1,)),
    (3, ContractState.APPROVED, Apprenticeship.State.PLANNED, (-1,)),
    (69, ContractState.ACTIVE, Apprenticeship.State.RUNNING, RUNNING_MONTHS),
    (9, ContractState.COMPLETED, Apprenticeship.State.COMPLETED, (25, 27, 29, 33, 37)),
    (3, ContractState.ENDED, Apprenticeship.State.ENDED, (9, 14, 20)),
)  # fmt: skip
OWN_CREDIT = 4  # months, of the login `apprentice@`
PRACTICE_BEFORE = 24  # months of practice before a contract on the job
UNTIL_ENDED = timedelta(days=150)
WRITTEN_BEFORE = timedelta(days=90)  # the first day


class Names:
    """Hands out names so that no two people of an office share one."""

    def __init__(self):
        self.taken = set()

    def _fresh(self, dice, first_names):
        while True:
            name = f"{dice.choice(first_names)} {dice.choice(LAST_NAMES)}"
            if name not in self.taken:
                self.taken.add(name)
                return name

    def young(self, dice):
        return self._fresh(dice, FIRST_NAMES)

    def grown_up(self, dice):
        return self._fresh(dice, GROWN_UPS)


@dataclass
class Story:
    """One apprentice to be: where in which state, started when, as what, and with how many months of credit."""

    contract_state: str
    state: str
    company: object
    trade: Trade
    start_on: date
    candidate_type: str = Type.APPRENTICE
    credit: int = 0

    @property
    def kind(self) -> str:
        return KIND_OF_CANDIDATE[self.candidate_type]

    @property
    def practice_before(self) -> int | None:
        return PRACTICE_BEFORE if self.candidate_type == Type.ON_THE_JOB else None

    @property
    def months(self) -> int:
        return rules.base_months(self.kind, self.trade.months, self.practice_before)

    @property
    def last_day(self) -> date:
        return calculate(Inputs(self.start_on, base_months=self.months - self.credit)).calculated_on


def stories(plan, companies, dice, today) -> list[Story]:
    """One per apprentice, the login `apprentice@` first; every tenth at the first company, for its logins to see."""
    trades = Trade.objects.in_bulk([f"{trade}----" for trade in plan.trades])
    order = [trades[f"{trade}----"] for trade in plan.trades]
    weights = [2 * len(order) - place for place in range(len(order))]
    shares, scenes = [share for share, *_rest in STORIES], scenes_of(plan)
    found = []
    for number in range(plan.apprentices):
        _share, contract_state, state, months = dice.choices(STORIES, shares)[0]
        ago, trade = dice.choice(months), dice.choices(order, weights)[0]
        company = companies[0] if number % 10 == 0 else dice.choice(companies[1:] if number in scenes else companies)
        if scene := scenes.get(number):
            found.append(played(scene, company, trades[f"{scene.trade}----"], today))
            continue
        if state == Apprenticeship.State.COMPLETED:
            ago += max(0, trade.months - USUAL_MONTHS)
        candidate_type = other_type(number) if state == Apprenticeship.State.RUNNING else Type.APPRENTICE
        found.append(Story(contract_state, state, company, trade, first_day(today, ago, dice), candidate_type))
    found[Cast.OWN].credit = OWN_CREDIT
    return found


def played(scene: Scene, company, trade, today) -> Story:
    day = working_day(today - timedelta(days=scene.days))
    return Story(scene.contract_state, scene.state, company, trade, day, scene.candidate_type)


def first_day(today: date, months_ago: int, dice) -> date:
    """A working day of the month that lies so far back, somewhere around today's day of the month."""
    return working_day(today - relativedelta(months=months_ago) + timedelta(days=dice.randrange(-16, 15)))


def working_day(day: date) -> date:
    """This day, or the next on which somebody may begin."""
    while is_day_off(day):
        day += timedelta(days=1)
    return day


def add_apprentices(plan, office, found, logins, dice, names, today) -> list[Apprentice]:
    rows = []
    for number, story in enumerate(found):
        name = names.young(dice)
        first, last = name.rsplit(" ", 1)
        born = date(today.year - dice.randrange(18, 24), dice.randrange(1, 13), dice.randrange(1, 29))
        if story.candidate_type == Type.ON_THE_JOB:  # whoever has years of practice is no youth
            born = born.replace(year=born.year - 12)
        town, postcode = dice.choice(TOWNS[story.company.county_id])
        email, user = f"{address(name)}@post.{plan.email_domain}", None
        language = "nn" if dice.random() < 0.15 else "nb"
        if number == 0:
            email, language = f"apprentice@{plan.email_domain}", "nb"
            user = logins.member(office, email, name, Role.APPRENTICE, story.start_on).user
        rows.append(
            Apprentice(
                office=office, user=user, first_name=first, last_name=last, email=email, language=language,
                national_id=national_id(born, number), birth_date=born, phone=f"+479{dice.randrange(10**7):07d}",
                address=f"{dice.choice(STREETS)} {dice.randrange(1, 120)}", postcode=postcode, city=town,
                county_id=story.company.county_id,
            )
        )  # fmt: skip
    for row in rows:
        row.fill_index()
    return Apprentice.objects.bulk_create(rows)


def add_apprenticeships(plan, office, found, apprentices, people, advisors, dice) -> list[Apprenticeship]:
    rows, scenes = [], scenes_of(plan)
    for number, (story, apprentice) in enumerate(zip(found, apprentices, strict=True)):
        named = people[story.company.pk]
        supervisor, instructor = named[CompanyPerson.Role.TRAINING_SUPERVISOR], named[CompanyPerson.Role.INSTRUCTOR]
        has_dates = story.state != Apprenticeship.State.PLANNED
        end = story.last_day
        if story.state == Apprenticeship.State.ENDED:
            end = story.start_on + UNTIL_ENDED
        rows.append(
            Apprenticeship(
                office=office, apprentice=apprentice, trade=story.trade, company=story.company, state=story.state,
                candidate_type=story.candidate_type, route=route(story),
                supervisor=supervisor if number in scenes or dice.random() > 0.015 else None,
                instructor=instructor if number in scenes or dice.random() > 0.06 else None,
                advisor=advisors[number % len(advisors)], county_id=story.company.county_id,
                start_on=story.start_on if has_dates else None, end_on=end if has_dates else None,
            )
        )  # fmt: skip
    return Apprenticeship.objects.bulk_create(rows)


def route(story) -> str:
    is_on_the_job = story.candidate_type == Type.ON_THE_JOB
    return Apprenticeship.Route.ON_THE_JOB if is_on_the_job else Apprenticeship.Route.TWO_TWO


def add_contracts(office, found, apprenticeships, template) -> list[Contract]:
    """`template`: of contracts in Bokmål that have not begun; None where the office has none."""
    rows, aims = [], aims_by_trade()
    for number, (story, apprenticeship) in enumerate(zip(found, apprenticeships, strict=True), start=1):
        is_coming = story.state == Apprenticeship.State.PLANNED and apprenticeship.apprentice.language == "nb"
        used = template if is_coming else None
        has_own_aims = story.candidate_type == Type.TRAINING_CANDIDATE
        rows.append(
            Contract(
                office=office, apprenticeship=apprenticeship, number=f"{story.start_on.year}-{number:05d}",
                state=story.contract_state, start_on=story.start_on, months=story.months, credit_months=story.credit,
                end_on=story.last_day, calculated_end_on=story.last_day, workplace=story.company.name, kind=story.kind,
                practice_before_months=story.practice_before, language=apprenticeship.apprentice.language,
                template=used, remarks=used.remarks if used else "",
                aim_codes=aims.get(story.trade.pk, [])[::2] if has_own_aims else [],
                ended_on=apprenticeship.end_on if story.contract_state in OVER else None,
                legal_basis=rules.legal_basis_on(story.start_on),
            )
        )  # fmt: skip
    contracts = Contract.objects.bulk_create(rows)
    # The list shows the newest first: what is on its way, and not whoever was written down last here.
    begun_at = As(F("start_on"), DateTimeField()) - WRITTEN_BEFORE
    Contract.objects.filter(office=office).update(created_at=begun_at)
    return contracts


def aims_by_trade() -> dict[str, list[str]]:
    """{trade: codes of the aims of its short curriculum}"""
    found = {}
    for aim in Aim.objects.filter(curriculum__code__startswith="DEMO-").select_related("curriculum"):
        found.setdefault(aim.curriculum.trade_id, []).append(aim.code)
    return found


OVER = {ContractState.COMPLETED, ContractState.ENDED}
