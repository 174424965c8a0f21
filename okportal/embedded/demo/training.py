"""Who is in training in the demo, how far along, and what lies behind and ahead of each?"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import CompanyPerson
from contracts.ledger import Inputs, calculate
from contracts.models import Contract
from contracts.states import ContractState
from okportal.curricula.models import Trade
from okportal.embedded.demo.names import FIRST_NAMES, GROWN_UPS, LAST_NAMES, STREETS, TOWNS
from okportal.embedded.demo.people import address
from okportal.embedded.demo.synthetic import national_id
from okportal.permissions import Role

RUNNING_MONTHS = (1, 3, 3, 3, 4, 5, 6, 6, 9, 11, 12, 12, 15, 15, 15, 16, 17, 18, 18, 20, 21, 22, 23)
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
    (9, ContractState.COMPLETED, Apprenticeship.State.COMPLETED, (25, 27, 29)),
    (3, ContractState.ENDED, Apprenticeship.State.ENDED, (9, 14)),
)  # fmt: skip
END_REASON = "Lærlingen har flyttet til et annet fag."
# For the login `supervisor@` to sign, and to check.
FOR_SUPERVISOR = {10: ContractState.WITH_PARTIES, 20: ContractState.CHECKING}
LOGIN_STORY = (ContractState.ACTIVE, Apprenticeship.State.RUNNING, 15)


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
    """One apprentice to be: where in which state, started when."""

    contract_state: str
    state: str
    company: object
    trade: Trade
    start_on: date


def stories(plan, companies, dice, today) -> list[Story]:
    """One per apprentice, the login `apprentice@` first; every tenth at the first company, for its logins to see."""
    trades = Trade.objects.in_bulk([f"{trade}----" for trade in plan.trades])
    order = [trades[f"{trade}----"] for trade in plan.trades]
    weights = [2 * len(order) - place for place in range(len(order))]
    shares = [share for share, *_rest in STORIES]
    found = []
    for number in range(plan.apprentices):
        _share, contract_state, state, months = dice.choices(STORIES, shares)[0]
        ago = dice.choice(months)
        if number == 0:
            contract_state, state, ago = LOGIN_STORY
        elif number in FOR_SUPERVISOR:
            contract_state, state, ago = FOR_SUPERVISOR[number], Apprenticeship.State.PLANNED, -1
        company = companies[0] if number % 10 == 0 else dice.choice(companies)
        found.append(
            Story(contract_state, state, company, dice.choices(order, weights)[0], first_day(today, ago, dice))
        )
    return found


def first_day(today: date, months_ago: int, dice) -> date:
    """A working day of the month that lies so far back, somewhere around today's day of the month."""
    day = today - relativedelta(months=months_ago) + timedelta(days=dice.randrange(-16, 17))
    return day - timedelta(days=max(0, day.weekday() - 4))


def add_apprentices(plan, office, found, logins, dice, names, today) -> list[Apprentice]:
    rows = []
    for number, story in enumerate(found):
        name = names.young(dice)
        first, last = name.rsplit(" ", 1)
        born = date(today.year - dice.randrange(18, 24), dice.randrange(1, 13), dice.randrange(1, 29))
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


def add_apprenticeships(office, found, apprentices, people, advisors, dice) -> list[Apprenticeship]:
    rows = []
    for number, (story, apprentice) in enumerate(zip(found, apprentices, strict=True)):
        named = people[story.company.pk]
        supervisor, instructor = named[CompanyPerson.Role.TRAINING_SUPERVISOR], named[CompanyPerson.Role.INSTRUCTOR]
        has_dates = story.state != Apprenticeship.State.PLANNED
        end = last_day(story)
        if story.state == Apprenticeship.State.ENDED:
            end = story.start_on + timedelta(days=150)
        rows.append(
            Apprenticeship(
                office=office, apprentice=apprentice, trade=story.trade, company=story.company, state=story.state,
                supervisor=supervisor if number == 0 or dice.random() > 0.015 else None,
                instructor=instructor if number == 0 or dice.random() > 0.06 else None,
                advisor=advisors[number % len(advisors)], county_id=story.company.county_id,
                start_on=story.start_on if has_dates else None, end_on=end if has_dates else None,
            )
        )  # fmt: skip
    return Apprenticeship.objects.bulk_create(rows)


def last_day(story):
    return calculate(Inputs(story.start_on, base_months=story.trade.months)).calculated_on


def add_contracts(office, found, apprenticeships) -> list[Contract]:
    rows = []
    for number, (story, apprenticeship) in enumerate(zip(found, apprenticeships, strict=True), start=1):
        end = last_day(story)
        is_over = story.contract_state in {ContractState.COMPLETED, ContractState.ENDED}
        rows.append(
            Contract(
                office=office, apprenticeship=apprenticeship, number=f"{story.start_on.year}-{number:05d}",
                state=story.contract_state, start_on=story.start_on, months=story.trade.months, end_on=end,
                calculated_end_on=end, workplace=story.company.name, language=apprenticeship.apprentice.language,
                decided_on=story.start_on - timedelta(days=20) if story.contract_state in DECIDED else None,
                ended_on=apprenticeship.end_on if is_over else None,
                end_reason=END_REASON if story.contract_state == ContractState.ENDED else "",
            )
        )  # fmt: skip
    return Contract.objects.bulk_create(rows)


DECIDED = {ContractState.APPROVED, ContractState.ACTIVE, ContractState.COMPLETED, ContractState.ENDED}
