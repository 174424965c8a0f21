"""Which registrations lie ahead of contracts that come from another system?"""

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.states import IN_FORCE
from exams.changing import OTHER_TESTS
from exams.models import Registration
from exams.rules import DUE_MONTHS, OPENS_MONTHS, window
from exams.states import RegistrationState
from okportal.audit.actions import record_each
from okportal.errors import Refused
from okportal.offices.models import CountyRule


@atomic
def plan_many(*, contracts, by) -> list[Registration]:
    """As exams.actions.plan, for contracts in force; the county's rule is read once a county."""
    rules, rows = {}, []
    for contract in contracts:
        training = contract.apprenticeship
        if contract.state not in IN_FORCE:
            continue
        if training.county_id not in rules:
            rule = CountyRule.objects.in_force(training.county_id, timezone.localdate())
            months = (rule.exam_opens_months, rule.exam_due_months) if rule else (OPENS_MONTHS, DUE_MONTHS)
            rules[training.county_id] = months
        days = window(contract.end_on, *rules[training.county_id])
        rows.append(
            Registration(
                office_id=contract.office_id, contract=contract, apprenticeship=training, attempt=1,
                kind=OTHER_TESTS.get(contract.kind, training.trade.test_form), opens_on=days.opens_on,
                due_on=days.due_on,
            )
        )  # fmt: skip
    Registration.objects.bulk_create(rows, batch_size=1000)
    record_each(by, "registration.planned", [(row, {"due_on": str(row.due_on)}) for row in rows])
    return rows


@atomic
def remove_planned(*, contracts):
    """Of contracts that are taken out of the register again. Refused when one has been sent."""
    rows = Registration.objects.filter(contract__in=contracts)
    planned = {"state": RegistrationState.PLANNED, "version": 1}
    used = rows.exclude(**planned).select_related("apprenticeship__apprentice").first()
    if used:
        raise Refused(
            _("The registration of %(name)s has been worked with since.")
            % {"name": used.apprenticeship.apprentice.name},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        )
    rows.delete()
