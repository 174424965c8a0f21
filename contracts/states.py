"""Which states does a contract go through, and by which steps?

Draft → with the parties → with the office → at the county → approved → in force → completed, or ended early
(domain § 3). The county's own process is in Vigo; here its outcome is tracked.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ContractState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_PARTIES = "with_parties", _("With the parties for signing")
    WITH_OFFICE = "with_office", _("With the office for signing")
    AT_COUNTY = "at_county", _("At the county authority")
    APPROVED = "approved", _("Approved, not started")
    ACTIVE = "active", _("In force")
    REFUSED = "refused", _("Refused by the county authority")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended early")


S = ContractState
OPEN = frozenset({S.DRAFT, S.WITH_PARTIES, S.WITH_OFFICE, S.AT_COUNTY})
IN_FORCE = frozenset({S.APPROVED, S.ACTIVE})

SEND = step("send", {S.DRAFT}, S.WITH_PARTIES, _("Send to the parties"))
SIGN = step("sign", {S.WITH_PARTIES}, S.WITH_PARTIES, _("Sign"))
TAKE_BACK = step("take_back", {S.WITH_PARTIES, S.WITH_OFFICE}, S.DRAFT, _("Take back to draft"))
PARTIES_SIGNED = step("parties_signed", {S.WITH_PARTIES}, S.WITH_OFFICE, _("All parties have signed"))
OFFICE_SIGN = step("office_sign", {S.WITH_OFFICE}, S.AT_COUNTY, _("Sign for the office"))
APPROVE = step("approve", {S.AT_COUNTY}, S.APPROVED, _("Record the county's approval"))
REFUSE = step("refuse", {S.AT_COUNTY}, S.REFUSED, _("Record the county's refusal"))
REOPEN = step("reopen", {S.REFUSED}, S.DRAFT, _("Correct and send again"))
START = step("start", {S.APPROVED}, S.ACTIVE, _("Training starts"))
COMPLETE = step("complete", {S.ACTIVE}, S.COMPLETED, _("Close as completed"))
END = step("end", {S.APPROVED, S.ACTIVE}, S.ENDED, _("End early"))
