"""A contract and a registration with every letter and length that paper must bear, without a database."""

import datetime

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Company, CompanyPerson
from contracts.models import Contract, Party
from exams.models import Registration
from okportal.curricula.models import Trade
from okportal.offices.models import County, Membership, Office
from okportal.people.models import User

SENT_AT = datetime.datetime(2026, 8, 14, 6, 30, tzinfo=datetime.UTC)


def sample_apprenticeship() -> Apprenticeship:
    office = Office(
        id=1,
        name="Fjordlys opplæringskontor SA",
        slug="fjord",
        organisation_number="974544482",
        address="Havnegata 14, 6400 Molde",
        email="post@fjord.example",
        phone="+4771000000",
    )
    company = Company(
        office=office,
        name="Romsdal Elektro AS",
        organisation_number="913558693",
        address="Industrivegen 22",
        postcode="6419",
        city="Molde",
        email="post@romsdal-elektro.example",
    )
    apprentice = Apprentice(
        office=office,
        first_name="Ánne Šárá Đánel",
        last_name="Bråthen-Ŋávddal",
        national_id="11890950136",
        email="anne.brathen@fjord.example",
        phone="+4790000000",
        address="Lyngveien 7 B",
        postcode="6410",
        city="Molde",
    )
    advisor = Membership(office=office, user=User(name="Kari Nordli", email="kari.nordli@fjord.example"))
    return Apprenticeship(
        office=office,
        apprentice=apprentice,
        company=company,
        trade=Trade(code="ELELE3----", name="Elektrikerfaget", subject_code="ELE3004"),
        county=County(code="15", name="Møre og Romsdal"),
        supervisor=CompanyPerson(office=office, name="Tuva Østbø", email="tuva@romsdal-elektro.example"),
        instructor=CompanyPerson(office=office, name="Håkon Ærø"),
        advisor=advisor,
    )


def sample_contract(**changes) -> Contract:
    apprenticeship = sample_apprenticeship()
    fields = {
        "office": apprenticeship.office,
        "apprenticeship": apprenticeship,
        "number": "FJORD-2026-0417",
        "start_on": datetime.date(2026, 8, 17),
        "months": 24,
        "credit_months": 0,
        "calculated_end_on": datetime.date(2028, 8, 16),
        "end_on": datetime.date(2028, 8, 16),
        "workplace": "Romsdal Elektro AS, avdeling Molde",
        "created_at": SENT_AT,
        "case_number": "26/01042",
    }
    return Contract(**fields | changes)


def sample_parties(contract: Contract, signed: bool = True) -> list[Party]:
    apprentice = contract.apprenticeship.apprentice
    people = [
        (Party.Role.APPRENTICE, apprentice.name, apprentice.email),
        (Party.Role.COMPANY, "Tuva Østbø", "tuva@romsdal-elektro.example"),
        (Party.Role.OFFICE, "Kari Nordli", "kari.nordli@fjord.example"),
    ]
    parties = [Party(office=contract.office, role=role, name=name, email=email) for role, name, email in people]
    for hours, party in enumerate(parties if signed else []):
        party.confirmed_at = party.signed_at = SENT_AT + datetime.timedelta(hours=3 + 20 * hours)
        party.signed_how = "Innlogget med passord og engangskode"
        party.signed_sha256 = "a" * 64
    return parties


def sample_registration(**changes) -> Registration:
    contract = sample_contract()
    fields = {
        "office": contract.office,
        "apprenticeship": contract.apprenticeship,
        "contract": contract,
        "kind": Registration.Kind.TRADE_TEST,
        "opens_on": datetime.date(2027, 12, 16),
        "due_on": datetime.date(2028, 6, 16),
        "wanted_from_on": datetime.date(2028, 6, 1),
        "place": "Romsdal Elektro AS, Industrivegen 22, 6419 Molde",
        "registered_on": datetime.date(2028, 5, 2),
        "remarks": "Helst ikke i uke 24, da er hele avdelingen på kurs.",
        "needs_adaptation": True,
    }
    return Registration(**fields | changes)
