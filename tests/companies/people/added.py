"""Whom do tests of people in companies add?"""

from datetime import date

from companies import actions

NUMBER = "913558693"
PERSON = {"name": "Kari Nordmann", "email": "Kari@bedrift.example", "role": "instructor", "from_on": date(2026, 1, 1)}


def add(company, advisor, **changes):
    return actions.add_person(company=company, by=advisor, **PERSON | changes)
