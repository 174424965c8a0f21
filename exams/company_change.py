"""What becomes of the registration for the test when somebody goes on in another company?"""

from django.db.transaction import atomic
from django.utils import timezone

from exams.actions import follow_change
from exams.models import Registration
from exams.rules import DUE_MONTHS, OPENS_MONTHS, window
from exams.states import RegistrationState
from okportal.audit.actions import record
from okportal.offices.models import CountyRule


@atomic
def follow_to_new_contract(*, handover, by) -> list[Registration]:
    """All attempts go with the training, so that they still follow one another; again changes nothing.

    The days of one that is not sent yet follow the last day of the new contract, which the county authority may
    approve with other days than it had when the change was made.
    """
    rows = Registration.objects.filter(contract=handover.contract_id).select_for_update(of=("self",))
    if not rows.exists():
        follow_change(contract=handover.new_contract, by=by)
    registrations = list(rows.select_related("apprenticeship").order_by("attempt"))
    for row in registrations:
        row.contract_id, row.version = handover.new_contract_id, row.version + 1
        if row.state == RegistrationState.PLANNED and row.attempt == 1:
            days = _window(row, handover.new_contract.end_on)
            row.opens_on, row.due_on = days.opens_on, days.due_on
        row.save(update_fields=["contract", "version", "opens_on", "due_on"])
        record(by, "registration.moved", row, contract=row.contract_id)
    return registrations


def _window(row, end_on):
    rule = CountyRule.objects.in_force(row.apprenticeship.county_id, timezone.localdate())
    months = (rule.exam_opens_months, rule.exam_due_months) if rule else (OPENS_MONTHS, DUE_MONTHS)
    return window(end_on, *months)
