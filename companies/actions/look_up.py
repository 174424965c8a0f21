"""What is done with what Enhetsregisteret says about a company?"""

import logging
from functools import partial

from celery import current_app
from django.conf import settings
from django.db.transaction import atomic, on_commit
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.actions.differences import edited_by_hand, settle_differences, tell_differences
from companies.actions.numbers import refuse_place_of_work
from companies.actions.registered_places import write_places
from companies.actions.writing import locked, write
from companies.models import Company, Establishment
from okportal.audit.actions import record
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import County
from okportal.todo.actions import raise_task, settle_task

log = logging.getLogger(__name__)
LookUp = Company.LookUp

ANSWERED = "company.looked_up"
# What the office must know at once: the column, and the task that is raised when it turns true.
ALARMS = {"is_bankrupt": "bankrupt", "is_winding_up": "winding_up", "is_deleted_in_register": "deleted"}


@atomic
def ask_look_up(*, company, by) -> Company:
    """Ask Enhetsregisteret (again). While an answer is awaited nothing more is asked."""
    company = locked(company)
    if company.look_up != LookUp.WAITING:
        begin_look_up(company)
        record(by, "company.look_up_asked", company)
    return company


@atomic
def take_main_unit(*, company, by) -> Company:
    """The number was a sub-unit's: the company gets its own, and the sub-unit becomes its place of work.

    Raises Refused when the office has the main unit already, or the sub-unit as another company's place of work.
    """
    company = locked(company)
    if not company.main_unit:
        return company
    known = Company.objects.filter(office_id=company.office_id, organisation_number=company.main_unit).first()
    if known:
        raise Refused(
            _("%(name)s is registered already.") % {"name": known.name},
            way_out=_("Add this one there as a place of work, and end its membership here."),
        )
    refuse_place_of_work(company.main_unit, company.office_id)
    _add_sub_unit(company)
    company.organisation_number, company.main_unit = company.main_unit, ""
    company.save(update_fields=["organisation_number", "main_unit"])
    record(by, "company.main_unit_taken", company, organisation_number=company.organisation_number)
    begin_look_up(company)
    return company


def _add_sub_unit(company):
    """The number becomes a place of work, unless it stands among the company's places already."""
    refuse_place_of_work(company.organisation_number, company.office_id, except_of=company)
    if not company.establishments.filter(organisation_number=company.organisation_number).exists():
        Establishment.objects.create(
            office_id=company.office_id, company=company, name=company.name,
            organisation_number=company.organisation_number, address=company.address, postcode=company.postcode,
            city=company.city, county=company.county, is_from_register=True,
        )  # fmt: skip


@atomic
def record_look_up(*, company_id, number, version, outcome, found=None, is_deleted=False, is_refresh=False):
    """Write the register's answer. `found` (enhetsregisteret.Registered) with outcome FOUND.

    It is for a company that waits, or with `is_refresh` for one that does not. What an advisor has edited by hand
    stays, and a task tells the difference; what somebody edited while the answer was on its way (`version` moved on)
    stays too, and only empty fields are filled. `is_deleted`: the register says that it had the number once.
    `number` is the one that was asked about: the answer is dropped where the company has another one by now.
    """
    rows = Company.objects.select_for_update(of=("self",)).select_related("county")
    rows = rows.filter(pk=company_id, organisation_number=number)
    company = (rows.exclude(look_up=LookUp.WAITING) if is_refresh else rows.filter(look_up=LookUp.WAITING)).first()
    if company is None:
        return
    is_gone = is_deleted or (outcome == LookUp.UNKNOWN and _was_found(company))
    company.look_up, company.looked_up_at = outcome, timezone.now()
    company.main_unit = found.main_unit if found else ""
    company.save(update_fields=["look_up", "looked_up_at", "main_unit"])
    if outcome != LookUp.NOT_CHECKED:
        _sound_alarms(company, found, is_gone)
    if found:
        _take_over(company, found, was_edited=company.version != version)
        write_places(company, found.places)
    record(None, ANSWERED, company, outcome=outcome, organisation_number=number)


def _was_found(company) -> bool:
    """Under the number that it has now; what the register said of an earlier one is no sign."""
    facts = {"outcome": LookUp.FOUND, "organisation_number": company.organisation_number}
    return Event.objects.about(company).filter(verb=ANSWERED, facts__contains=facts).exists()


def _take_over(company, found, was_edited):
    values = _values_of(found)
    by_hand = edited_by_hand(company)
    if was_edited:
        write(company, {name: value for name, value in values.items() if not getattr(company, name)}, by=None)
        return
    write(company, {name: value for name, value in values.items() if name not in by_hand}, by=None)
    settle_differences(company, tell_differences(company, values, by_hand))


def _sound_alarms(company, found, is_gone):
    """A task the day a thing becomes true; gone again when it is not true any more."""
    now = {
        "is_bankrupt": found.is_bankrupt if found else company.is_bankrupt,
        "is_winding_up": found.is_winding_up if found else company.is_winding_up,
        "is_deleted_in_register": is_gone,
    }
    for column, name in ALARMS.items():
        if getattr(company, column) == now[column]:
            continue
        setattr(company, column, now[column])
        company.save(update_fields=[column])
        key = f"company:{company.pk}:{name}"
        if now[column]:
            raise_task(
                office_id=company.office_id, key=key, kind=f"companies/{name}", facts={"company": company.name},
                page="companies:detail", about_id=company.pk, reopen=True,
            )  # fmt: skip
        else:
            settle_task(office_id=company.office_id, key=key)
        record(None, f"company.{name}", company, is_true=now[column])


def _values_of(found) -> dict:
    """What the register knows; what it does not know is left as it was typed."""
    postcode = found.postcode if len(found.postcode) == 4 else ""  # abroad they are longer
    values = {
        "name": found.name[:200], "address": found.address[:200], "postcode": postcode, "city": found.city[:60],
        "county": County.objects.filter(pk=found.county_code).first(), "sector": found.sector,
        "employees": found.employees, "industry_code": found.industry_code[:8], "industry": found.industry[:200],
        "website": found.website[:200],
    }  # fmt: skip
    return {name: value for name, value in values.items() if value or value == 0}


def begin_look_up(company):
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
