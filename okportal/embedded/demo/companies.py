"""Which companies does a demo office have, and what are they approved for?"""

from datetime import timedelta

from companies.models import Approval, Company, Establishment
from companies.states import ApprovalState
from okportal.embedded.demo.names import PLACES_OF_WORK, STREETS, TOWNS
from okportal.embedded.demo.people import address
from okportal.embedded.demo.synthetic import organisation_number

# What the county may have said, or not yet said, of an application that no apprentice hangs on.
OTHERS = (
    ApprovalState.APPLIED, ApprovalState.WITH_BOARD, ApprovalState.LIMITED, ApprovalState.REFUSED,
    ApprovalState.WITHDRAWN,
)  # fmt: skip


def add_companies(plan, office, dice, today) -> list[Company]:
    """The members with their places of work; every company is approved for some of the office's trades."""
    rows = []
    for number, name in enumerate(plan.companies):
        county = plan.counties[0] if number == 0 else dice.choice(plan.counties)
        town, postcode = dice.choice(TOWNS[county])
        rows.append(
            Company(
                office=office, name=name,
                organisation_number=organisation_number(plan.organisation_serial * 1000 + number * 7),
                address=f"{dice.choice(STREETS)} {dice.randrange(1, 90)}", postcode=postcode, city=town,
                county_id=county, look_up=Company.LookUp.NOT_CHECKED, phone=f"+4755{dice.randrange(10**6):06d}",
                email=f"post@{address(name).replace('.', '-')[:40]}.example",
            )
        )  # fmt: skip
    companies = Company.objects.bulk_create(rows)
    Establishment.objects.bulk_create(
        Establishment(office=office, company=company, name=place, city=company.city, postcode=company.postcode)
        for company in companies
        for place in dice.sample(PLACES_OF_WORK, 2)
    )
    return companies


def add_approvals(plan, office, companies, wanted, dice, today):
    """An approval for each (company, trade) that an apprentice needs, and some more in other states."""
    rows = {}
    for company in companies:
        trades = {trade for company_id, trade in wanted if company_id == company.pk}
        trades |= {f"{trade}----" for trade in dice.sample(plan.trades, 2)}
        for trade in sorted(trades):
            is_wanted = (company.pk, trade) in wanted
            rows[company.pk, trade] = approval(office, company, trade, is_wanted, dice, today)
    Approval.objects.bulk_create(rows.values())


def approval(office, company, trade, is_wanted, dice, today) -> Approval:
    state = ApprovalState.APPROVED if is_wanted or dice.random() < 0.5 else dice.choice(OTHERS)
    applied_on = today - timedelta(days=dice.randrange(1000, 1600) if is_wanted else dice.randrange(90, 760))
    is_granted = state in {ApprovalState.APPROVED, ApprovalState.LIMITED}
    return Approval(
        office=office, company=company, trade_id=trade, county_id=company.county_id, state=state, applied_on=applied_on,
        from_on=applied_on + timedelta(days=40) if is_granted else None,
        unused_since=applied_on + timedelta(days=40) if is_granted and not is_wanted else None,
        limits="Bare sammen med en annen lærebedrift" if state == ApprovalState.LIMITED else "",
    )  # fmt: skip
