"""How does a membership end and begin again, so that its history can be read?"""

from datetime import date

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies import still_open
from companies.actions.writing import locked
from companies.models import ActivePeriod, Company
from okportal.audit.actions import record
from okportal.errors import Refused


@atomic
def set_activity(*, company, is_active, by, on: date | None = None, reason="", is_confirmed=False) -> Company:
    """A member that left is hidden from lists and choices; nothing about it is deleted. Twice is once.

    `on`: the last or the first day, today or before. Raises Refused with numbers, until `is_confirmed`, while
    apprentices are in training there or approvals are open.
    """
    company, on = locked(company), on or by.today
    if company.is_active == is_active:
        return company
    if on > by.today:
        raise Refused(_("This day has not come yet."), field="on")
    if is_active:
        _begin(company, on)
    else:
        _refuse_unless_confirmed(company, is_confirmed)
        _end(company, on, reason)
    company.is_active = is_active
    company.save(update_fields=["is_active"])
    record(by, "company.activated" if is_active else "company.deactivated", company, on=str(on))
    return company


def _refuse_unless_confirmed(company, is_confirmed):
    found = still_open.in_company(company)
    if found and not is_confirmed:
        raise Refused(
            " ".join(found), way_out=_("Tick that you know, and end the membership once more."), field="is_confirmed"
        )


def _end(company, on, reason):
    period = company.active_periods.filter(to_on__isnull=True).first()
    if period is None:  # before memberships were dated
        registered_on = timezone.localdate(company.created_at)
        period = ActivePeriod(office_id=company.office_id, company=company, from_on=min(registered_on, on))
    if on < period.from_on:
        raise Refused(_("The membership cannot end before it began."), field="on")
    period.to_on, period.reason = on, reason
    period.save()


def _begin(company, on):
    last = company.active_periods.exclude(to_on=None).order_by("-to_on").first()
    if last and on < last.to_on:
        raise Refused(_("The last membership ended after this day."), field="on")
    ActivePeriod.objects.create(office_id=company.office_id, company=company, from_on=on)
