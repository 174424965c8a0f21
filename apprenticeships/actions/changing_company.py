"""How does a training go on in another company, with all its people, from a day on?"""

from datetime import date, timedelta

from django.db.transaction import atomic

from apprenticeships.actions.relations import check_day, check_history, check_of_company, write_history
from apprenticeships.models import Apprenticeship, Relation
from apprenticeships.stale import CHANGED, values_of
from okportal.audit.actions import record

A_DAY = timedelta(days=1)
OF_COMPANY = (Relation.Kind.SUPERVISOR, Relation.Kind.INSTRUCTOR, Relation.Kind.HR)


@atomic
def change_company(
    *, apprenticeship, company, establishment, supervisor, instructor, on: date, end_on: date, by
) -> Apprenticeship:  # fmt: skip
    """From `on`, today or earlier, these are the company and the people; the office's advisor stays.

    What was planned in the company that is left ends the day before. Raises Refused for a day to come, and where
    somebody of the company that is left got their part on that day or later: what was so is not written over. The
    caller has made sure of the contract (contracts.actions.handover_switch).
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    people = {"supervisor": supervisor, "instructor": instructor, "hr": None}
    check_of_company(company, establishment=establishment, supervisor=supervisor, instructor=instructor)
    check_day(on)
    refuse_newer_parts(row, on)
    before, left = values_of(row), row.company
    row.company, row.establishment, row.end_on = company, establishment, end_on
    for kind, person in people.items():
        setattr(row, kind, person)
        write_history([row], kind, person, on)
    row.version += 1
    row.save()
    changed = {field: value for field, value in before.items() if values_of(row)[field] != value}
    record(by, CHANGED, row, version=row.version, before=changed, on=str(on))
    _cut_placements(row, left, on, by)
    return row


def refuse_newer_parts(row, on: date):
    """Raises Refused where a part in the company began on `on` or later."""
    for kind in OF_COMPANY:
        check_history([row], kind, on)


def _cut_placements(row, company, on, by):
    """At the company that is left; a stretch at a third one goes on."""
    for placement in row.placements.filter(company=company, to_on__gte=on).order_by("from_on"):
        if placement.from_on >= on:
            record(by, "placement.removed", placement, apprenticeship=row.pk, company=company.pk)
            placement.delete()
            continue
        placement.to_on, placement.version = on - A_DAY, placement.version + 1
        placement.save(update_fields=["to_on", "version"])
        record(by, "placement.changed", placement, company=company.pk, to_on=str(placement.to_on))
