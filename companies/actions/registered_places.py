"""How do the sub-units of a company become its places of work, and how are these kept up to date?"""

from companies.models import Company, Establishment
from okportal.audit.actions import record
from okportal.audit.models import Event
from okportal.offices.models import County
from okportal.todo.actions import raise_task

EDITED = "establishment.edited"


def write_places(company: Company, places):
    """`places`: enhetsregisteret.Place of each sub-unit. What was typed or corrected by hand stays."""
    if not places:
        return
    here = {row.organisation_number: row for row in company.establishments.exclude(organisation_number="")}
    counties = set(County.objects.values_list("pk", flat=True))
    by_hand = _edited_by_hand(here.values())
    added = []
    for place in places:
        row = here.get(place.number)
        if row is not None:
            _update(row, place, counties, by_hand.get(row.pk, set()))
        elif place.closed_on is None:
            added.append(place)
    _add(company, added, counties)


def _add(company, places, counties):
    """A number that is another company's place of work in this office stays there."""
    taken = Establishment.objects.filter(
        office_id=company.office_id, organisation_number__in=[place.number for place in places]
    )
    taken = set(taken.values_list("organisation_number", flat=True))
    rows = [
        Establishment(
            office_id=company.office_id, company=company, organisation_number=place.number, is_from_register=True,
            **_values(place, counties),
        )
        for place in places
        if place.number not in taken
    ]  # fmt: skip
    if rows:
        Establishment.objects.bulk_create(rows)
        record(None, "company.establishments_found", company, number=len(rows))


def _update(row, place, counties, by_hand):
    values = {name: value for name, value in _values(place, counties).items() if value or value == 0}
    changed = []
    for name, value in values.items():
        stays = name in by_hand if row.is_from_register else bool(getattr(row, name))
        if not stays and getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    is_newly_closed = place.closed_on and row.closed_on is None and "closed_on" not in by_hand
    if is_newly_closed:
        row.closed_on = place.closed_on
        changed.append("closed_on")
    if changed:
        row.save(update_fields=changed)
        record(None, EDITED, row, fields=sorted(changed))
    if is_newly_closed:
        _tell_closed(row)


def _tell_closed(row):
    """Somebody learns there: the advisor must find another place."""
    number = row.company.apprenticeships.current().filter(establishment_id=row.pk).count()
    if number:
        raise_task(
            office_id=row.office_id, key=f"establishment:{row.pk}:closed:{row.closed_on}",
            kind="companies/place_closed",
            facts={"place": row.name, "company": row.company.name, "number": number,
                   "closed_on": row.closed_on.isoformat()},
            page="companies:establishments", about_id=row.company_id,
        )  # fmt: skip


def _edited_by_hand(rows) -> dict[int, set]:
    """{id of a place: fields whose last writer was a person}."""
    pks = [row.pk for row in rows]
    edits = Event.objects.filter(subject=Establishment._meta.label_lower, subject_id__in=pks, verb=EDITED)
    last_by: dict[int, dict] = {}
    for event in edits.order_by("at", "id"):
        last_by.setdefault(event.subject_id, {}).update(dict.fromkeys(event.facts["fields"], event.by_id))
    return {pk: {name for name, by_id in fields.items() if by_id} for pk, fields in last_by.items()}


def _values(place, counties) -> dict:
    return {
        "name": place.name[:200], "address": place.address[:200],
        "postcode": place.postcode if len(place.postcode) == 4 else "", "city": place.city[:60],
        "county_id": place.county_code if place.county_code in counties else None, "employees": place.employees,
    }  # fmt: skip
