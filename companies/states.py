"""Which states does a company's approval go through?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ApprovalState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    APPLIED = "applied", _("Applied for")
    WITH_BOARD = "with_board", _("With the vocational training board")
    APPROVED = "approved", _("Approved")
    LIMITED = "limited", _("Approved with limits")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


S = ApprovalState
GRANTED = frozenset({S.APPROVED, S.LIMITED})

ANSWERABLE = frozenset({S.APPLIED, S.WITH_BOARD})

SEND = step("send", {S.PREPARING}, S.APPLIED, _("Send the application"))
TO_BOARD = step("to the board", {S.APPLIED}, S.WITH_BOARD, _("With the board"))
# A granted one is changed by the same answers: to and from limits, or to another last day.
APPROVE = step("approve", {*ANSWERABLE, *GRANTED}, S.APPROVED, _("Approve"))
LIMIT = step("limit", {*ANSWERABLE, *GRANTED}, S.LIMITED, _("Approve with limits"))
REFUSE = step("refuse", ANSWERABLE, S.REFUSED, _("Refuse"))
WITHDRAW = step("withdraw", {S.PREPARING, *ANSWERABLE, *GRANTED}, S.WITHDRAWN, _("Withdraw"))
# Two years without a contract (opplæringslova § 7-9); nobody decides it, the day does.
LAPSE = step("lapse", GRANTED, S.LAPSED, _("Let lapse"))
# From a granted one only once its last day has passed: Approval.can_begin_again.
OVER = frozenset({S.REFUSED, S.WITHDRAWN, S.LAPSED, *GRANTED})
APPLY_AGAIN = step("apply again", OVER, S.APPLIED, _("Apply again"))
PREPARE_AGAIN = step("prepare again", OVER, S.PREPARING, _("Prepare a new application"))

# What the county may answer, by the name that a form sends.
DECISIONS = {decision.name: decision for decision in (APPROVE, LIMIT, REFUSE, WITHDRAW)}
