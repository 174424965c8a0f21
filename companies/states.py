"""Which states does a company's approval go through?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ApprovalState(models.TextChoices):
    APPLIED = "applied", _("Applied for")
    APPROVED = "approved", _("Approved")
    LIMITED = "limited", _("Approved with limits")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


S = ApprovalState
GRANTED = frozenset({S.APPROVED, S.LIMITED})

APPROVE = step("approve", {S.APPLIED, S.LIMITED}, S.APPROVED, _("Approve"))
LIMIT = step("limit", {S.APPLIED, S.APPROVED}, S.LIMITED, _("Approve with limits"))
REFUSE = step("refuse", {S.APPLIED}, S.REFUSED, _("Refuse"))
WITHDRAW = step("withdraw", {S.APPLIED, S.APPROVED, S.LIMITED}, S.WITHDRAWN, _("Withdraw"))
APPLY_AGAIN = step("apply again", {S.REFUSED, S.WITHDRAWN}, S.APPLIED, _("Apply again"))

# What the county may answer, by the name that a form sends.
DECISIONS = {decision.name: decision for decision in (APPROVE, LIMIT, REFUSE, WITHDRAW)}
