"""How does a company become a member, and how is what we know about it kept right?"""

from django.db import IntegrityError
from django.db.transaction import atomic

from companies.actions.look_up import begin_look_up
from companies.actions.numbers import number_taken, refuse_place_of_work
from companies.actions.writing import locked, write
from companies.models import ActivePeriod, Company
from companies.stale import EDITS
from okportal.audit.actions import record
from okportal.audit.stale import refuse_stale
from okportal.norwegian import spaced_organisation_number

LookUp = Company.LookUp


@atomic
def register(
    *, organisation_number, by, name="", address="", postcode="", city="", county=None, email="", phone=""
) -> Company:  # fmt: skip
    """A new member. What was typed stands until Enhetsregisteret has answered; without a name the number stands in.

    Raises Refused with the name of the company or place of work that has the number already in this office.
    """
    refuse_place_of_work(organisation_number, by.office.pk)
    try:
        with atomic():
            company = Company.objects.create(
                office_id=by.office.pk, organisation_number=organisation_number, county=county,
                name=name or spaced_organisation_number(organisation_number), address=address, postcode=postcode,
                city=city, email=email, phone=phone, look_up=LookUp.NOT_CHECKED,
            )  # fmt: skip
    except IntegrityError:
        raise number_taken(organisation_number, by.office.pk) from None
    ActivePeriod.objects.create(office_id=by.office.pk, company=company, from_on=by.today)
    record(by, "company.registered", company, organisation_number=organisation_number)
    begin_look_up(company)
    return company


@atomic
def edit(*, company, version, by, **answers) -> Company:
    """Change what is known: `answers` for some or all of stale.FIELDS.

    `version` is the one the editor saw: raises Stale when somebody else has saved since.
    """
    company = locked(company)
    refuse_stale(company, version, EDITS)
    write(company, answers, by)
    return company
