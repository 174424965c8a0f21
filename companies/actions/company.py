"""How does a company become a member, and how is what we know about it kept right?"""

import logging
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import IntegrityError
from django.db.transaction import atomic, on_commit
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company, Establishment
from companies.stale import EDITED, Stale, differences
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.norwegian import spaced_organisation_number
from okportal.offices.models import County

log = logging.getLogger(__name__)
LookUp = Company.LookUp


@atomic
def register(
    *, organisation_number, by, name="", address="", postcode="", city="", county=None, email="", phone=""
) -> Company:  # fmt: skip
    """A new member. What was typed stands until Enhetsregisteret has answered; without a name the number stands in.

    Raises Refused with the name of the company that has the number already in this office.
    """
    try:
        with atomic():
            company = Company.objects.create(
                office_id=by.office.pk, organisation_number=organisation_number, county=county,
                name=name or spaced_organisation_number(organisation_number), address=address, postcode=postcode,
                city=city, email=email, phone=phone, look_up=LookUp.NOT_CHECKED,
            )  # fmt: skip
    except IntegrityError:
        known = Company.objects.get(organisation_number=organisation_number)
        raise Refused(
            _("%(name)s has this organisation number already.") % {"name": known.name}, field="organisation_number"
        ) from None
    record(by, "company.registered", company, organisation_number=organisation_number)
    _begin_look_up(company)
    return company


@atomic
def edit(*, company, version, name, address, postcode, city, county, email, phone, by) -> Company:
    """Change what is known. `version` is the one the editor saw: raises Stale when somebody else has saved since."""
    answers = {
        "name": name, "address": address, "postcode": postcode, "city": city, "county": county, "email": email,
        "phone": phone,
    }  # fmt: skip
    company = _locked(company)
    if company.version != version:
        raise Stale(company, since=version)
    changed = differences(company, answers)
    if changed:
        _write(company, {field: answers[field] for field in changed}, by)
    return company


@atomic
def set_activity(*, company, is_active, by) -> Company:
    """A member that left is hidden from lists and choices; nothing about it is deleted. Twice is once."""
    company = _locked(company)
    if company.is_active != is_active:
        company.is_active = is_active
        company.save(update_fields=["is_active"])
        record(by, "company.activated" if is_active else "company.deactivated", company)
    return company


@atomic
def add_establishment(*, company, name, by, organisation_number="", address="", postcode="", city="") -> Establishment:
    """A place of work. Raises Refused when its number stands elsewhere in the office."""
    try:
        with atomic():
            establishment = Establishment.objects.create(
                office_id=by.office.pk, company=company, name=name, organisation_number=organisation_number,
                address=address, postcode=postcode, city=city,
            )  # fmt: skip
    except IntegrityError:
        known = Establishment.objects.get(organisation_number=organisation_number)
        raise Refused(
            _("%(name)s has this organisation number already.") % {"name": known.name}, field="organisation_number"
        ) from None
    record(by, "company.establishment_added", company, establishment=establishment.pk)
    return establishment


@atomic
def ask_look_up(*, company, by) -> Company:
    """Ask Enhetsregisteret (again). While an answer is awaited nothing more is asked."""
    company = _locked(company)
    if company.look_up != LookUp.WAITING:
        _begin_look_up(company)
        record(by, "company.look_up_asked", company)
    return company


@atomic
def record_look_up(*, company_id, version, outcome, found=None):
    """Write the register's answer. `found` (enhetsregisteret.Registered) with outcome FOUND.

    What somebody edited while the answer was on its way (`version` moved on) stays; only empty fields are filled.
    """
    company = Company.objects.select_for_update().filter(pk=company_id, look_up=LookUp.WAITING).first()
    if company is None:
        return
    company.look_up, company.looked_up_at = outcome, timezone.now()
    company.save(update_fields=["look_up", "looked_up_at"])
    values = _values_of(found) if found else {}
    if company.version != version:
        values = {field: value for field, value in values.items() if not getattr(company, field)}
    changed = {field: value for field, value in values.items() if getattr(company, field) != value}
    if changed:
        _write(company, changed, by=None)
    record(None, "company.looked_up", company, outcome=outcome)


def _values_of(found) -> dict:
    """What the register knows; what it does not know is left as it was typed."""
    postcode = found.postcode if len(found.postcode) == 4 else ""  # abroad they are longer
    values = {
        "name": found.name[:200], "address": found.address[:200], "postcode": postcode, "city": found.city[:60],
        "county": County.objects.filter(pk=found.county_code).first(),
    }  # fmt: skip
    return {field: value for field, value in values.items() if value}


def _write(company, values, by):
    for field, value in values.items():
        setattr(company, field, value)
    company.version += 1
    company.save(update_fields=[*values, "version"])
    record(by, EDITED, company, fields=sorted(values), version=company.version)


def _locked(company) -> Company:
    return Company.objects.select_for_update(of=("self",)).select_related("county").get(pk=company.pk)


def _begin_look_up(company):
    if not settings.BRREG_ENABLED:
        return
    company.look_up = LookUp.WAITING
    company.save(update_fields=["look_up"])
    on_commit(partial(_wake, company.office_id, company.pk), robust=True)


def _wake(office_id, company_id):
    try:
        current_app.send_task("companies.tasks.look_up_company", [office_id, company_id], expires=600)
    except Exception as error:  # whatever the broker's client raises, the row waits and beat's sweep finds it
        log.warning("The broker did not answer (%s); the sweep will look up.", type(error).__name__)
