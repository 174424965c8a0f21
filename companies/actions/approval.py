"""How does a company get a county's approval for a trade, and how does it end?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import Approval, Company
from companies.states import APPLY_AGAIN, DECISIONS, GRANTED, LIMIT, WITHDRAW
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin


@atomic
def apply_approval(
    *, company, trade, county, by, applied_on=None, legal_basis=Approval.LegalBasis.ACT_2023
) -> Approval:
    """Note that the county has been asked (opplæringslova § 7-5, forskrift § 6-13); one row per trade and county.

    After a refusal or a withdrawal the same row begins anew. Raises Refused while one is open or granted.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # the second of two clicks waits here
    approval = Approval.objects.filter(company=company, trade=trade, county=county).first()
    if approval is None:
        approval = Approval(office_id=by.office.pk, company=company, trade=trade, county=county)
    elif APPLY_AGAIN.allowed_from(approval.state):
        approval = begin(approval, APPLY_AGAIN)
    else:
        raise Refused(
            _("The company has this approval already: %(state)s.") % {"state": approval.get_state_display()},
            field="trade",
        )
    approval.applied_on, approval.legal_basis = applied_on, legal_basis
    approval.from_on, approval.to_on, approval.limits = None, None, ""
    approval.save()
    record(by, "approval.applied", approval, trade=trade.pk, county=county.pk)
    return approval


@atomic
def decide_approval(*, approval, decision, on, by, to_on=None, limits="") -> Approval:
    """Note what the county decided. `decision`: a name in states.DECISIONS; `on`: from when it holds.

    A limited approval says its limits; one that is changed keeps the day it was first given.
    """
    step = DECISIONS[decision]
    if step is LIMIT and not limits:
        raise Refused(_("Write what the approval is limited to."), field="limits")
    approval = begin(approval, step)
    if approval.state in GRANTED:
        _grant(approval, on, to_on, limits if step is LIMIT else "")
    elif step is WITHDRAW and approval.from_on:
        _end(approval, on)
    approval.save()
    record(by, f"approval.{approval.state}", approval, on=str(on))
    return approval


def _grant(approval, on, to_on, limits):
    approval.from_on = approval.from_on or on
    if to_on and to_on < approval.from_on:
        raise Refused(_("The approval cannot end before it began."), field="to_on")
    approval.to_on, approval.limits = to_on, limits


def _end(approval, on):
    if on < approval.from_on:
        raise Refused(_("The approval cannot end before it began."), field="on")
    approval.to_on = on
