"""How does a place of work come to a company, and how is it corrected, closed and opened again?"""

from datetime import date

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies import still_open
from companies.actions.registered_places import EDITED
from companies.models import Establishment
from okportal.audit.actions import record
from okportal.errors import Refused


@atomic
def add_establishment(*, company, name, by, organisation_number="", **facts) -> Establishment:
    """A place of work; `facts`: address, postcode, city, county, employees. Refused where its number stands already."""
    place = Establishment(
        office_id=by.office.pk, company=company, name=name, organisation_number=organisation_number, **facts
    )
    _save(place)
    record(by, "company.establishment_added", company, establishment=place.pk)
    return place


@atomic
def edit_establishment(*, establishment, by, **answers) -> Establishment:
    """Correct what is known; Enhetsregisteret does not write over it afterwards."""
    place = _locked(establishment)
    changed = sorted(name for name, value in answers.items() if getattr(place, name) != value)
    if changed:
        for name in changed:
            setattr(place, name, answers[name])
        _save(place, update_fields=changed)
        record(by, EDITED, place, fields=["county_id" if name == "county" else name for name in changed])
    return place


@atomic
def close_establishment(*, establishment, on: date, by, is_confirmed=False) -> Establishment:
    """It is offered no more from the day on; nothing about it is deleted. A second click changes nothing.

    Raises Refused with numbers, until `is_confirmed`, while approvals, people or apprentices belong to it.
    """
    place = _locked(establishment)
    if place.closed_on:
        return place
    found = still_open.at_place(place, by.today)
    if found and not is_confirmed:
        raise Refused(
            " ".join(found), way_out=_("Tick that you know, and close it down once more."), field="is_confirmed"
        )
    return _set_closed(place, on, by)


@atomic
def reopen_establishment(*, establishment, by) -> Establishment:
    place = _locked(establishment)
    return _set_closed(place, None, by) if place.closed_on else place


def _set_closed(place, on, by):
    place.closed_on = on
    place.save(update_fields=["closed_on"])
    record(by, EDITED, place, fields=["closed_on"], closed_on=str(on or ""))
    return place


def _save(place, **kwargs):
    try:
        with atomic():
            place.save(**kwargs)
    except IntegrityError:
        known = Establishment.objects.get(office_id=place.office_id, organisation_number=place.organisation_number)
        raise Refused(
            _("%(name)s has this organisation number already.") % {"name": known.name}, field="organisation_number"
        ) from None


def _locked(place) -> Establishment:
    rows = Establishment.objects.select_for_update(of=("self",)).select_related("company", "county")
    return rows.get(pk=place.pk)
