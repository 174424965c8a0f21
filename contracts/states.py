"""Which states do a contract, its signing, its changes and its ending go through, and by which steps?

Contract: draft → checked by the parties → signed by them → signed by the office → at the county → approved → in force →
completed, or ended early (domain § 3). The county's own process is in Vigo; here its outcome is tracked. Diagrams:
docs/states/.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ContractState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CHECKING = "checking", _("With the parties for checking")
    WITH_PARTIES = "with_parties", _("With the parties for signing")
    WITH_OFFICE = "with_office", _("With the office for signing")
    SIGNED = "signed", _("Signed, to be sent to the county authority")
    AT_COUNTY = "at_county", _("At the county authority")
    RETURNED = "returned", _("Returned by the county authority")
    APPROVED = "approved", _("Approved, not started")
    ACTIVE = "active", _("In force")
    REFUSED = "refused", _("Refused by the county authority")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended early")


S = ContractState
UNDER_SIGNING = frozenset({S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE})
OPEN = frozenset({S.DRAFT, S.SIGNED, S.AT_COUNTY, S.RETURNED}) | UNDER_SIGNING
IN_FORCE = frozenset({S.APPROVED, S.ACTIVE})

TONES = {
    S.DRAFT: "neutral", S.CHECKING: "info", S.WITH_PARTIES: "info", S.WITH_OFFICE: "warning", S.SIGNED: "warning",
    S.AT_COUNTY: "info", S.RETURNED: "warning", S.APPROVED: "success", S.ACTIVE: "success", S.REFUSED: "danger",
    S.COMPLETED: "neutral", S.ENDED: "neutral",
}  # fmt: skip

SEND = step("send", {S.DRAFT}, S.CHECKING, _("Send to the parties"))
SEND_TO_SIGN = step("send_to_sign", {S.DRAFT}, S.WITH_PARTIES, _("Send to the parties for signing"))
CONFIRM = step("confirm", {S.CHECKING}, S.CHECKING, _("Confirm the content"))
ALL_CONFIRMED = step("all_confirmed", {S.CHECKING}, S.WITH_PARTIES, _("All have confirmed the content"))
FLAG = step("flag", {S.CHECKING, S.WITH_PARTIES}, S.DRAFT, _("Say what is not right"))
SIGN = step("sign", {S.WITH_PARTIES}, S.WITH_PARTIES, _("Sign"))
DECLINE = step("decline", {S.WITH_PARTIES}, S.DRAFT, _("Decline to sign"))
TAKE_BACK = step("take_back", UNDER_SIGNING | {S.SIGNED}, S.DRAFT, _("Take back to draft"))
PARTIES_SIGNED = step("parties_signed", {S.WITH_PARTIES}, S.WITH_OFFICE, _("All parties have signed"))
OFFICE_SIGN = step("office_sign", {S.WITH_OFFICE}, S.SIGNED, _("Sign for the office"))
SEND_TO_COUNTY = step("send_to_county", {S.SIGNED}, S.AT_COUNTY, _("Record that it is sent to the county"))
RETURN = step("return", {S.AT_COUNTY}, S.RETURNED, _("Record that the county returned it"))
ANSWER = step("answer", {S.RETURNED}, S.AT_COUNTY, _("Record the answer to the county"))
APPROVE = step("approve", {S.AT_COUNTY}, S.APPROVED, _("Record the county's approval"))
REFUSE = step("refuse", {S.AT_COUNTY}, S.REFUSED, _("Record the county's refusal"))
REOPEN = step("reopen", {S.REFUSED, S.RETURNED}, S.DRAFT, _("Correct and send again"))
START = step("start", {S.APPROVED}, S.ACTIVE, _("Training starts"))
COMPLETE = step("complete", {S.ACTIVE}, S.COMPLETED, _("Close as completed"))
END = step("end", {S.APPROVED, S.ACTIVE}, S.ENDED, _("End early"))


class RoundState(models.TextChoices):
    OPEN = "open", _("Under way")
    SIGNED = "signed", _("Signed by all")
    FLAGGED = "flagged", _("Said not to be right")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


R = RoundState
ROUND_CLOSED = frozenset(set(R) - {R.OPEN})

ROUND_SIGNED = step("round_signed", {R.OPEN}, R.SIGNED, _("All have signed"))
ROUND_FLAGGED = step("round_flagged", {R.OPEN}, R.FLAGGED, _("Somebody says it is not right"))
ROUND_DECLINED = step("round_declined", {R.OPEN}, R.DECLINED, _("Somebody declines to sign"))
ROUND_WITHDRAWN = step("round_withdrawn", {R.OPEN}, R.WITHDRAWN, _("The office withdraws it"))


class AmendmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("With the parties for signing")
    SIGNED = "signed", _("Agreed, to be sent to the county authority")
    AT_COUNTY = "at_county", _("At the county authority")
    AGREED = "agreed", _("Decided, not in force yet")
    IN_FORCE = "in_force", _("In force")
    REFUSED = "refused", _("Refused by the county authority")
    WITHDRAWN = "withdrawn", _("Withdrawn")


A = AmendmentState
AMENDMENT_OPEN = frozenset({A.DRAFT, A.SIGNING, A.SIGNED, A.AT_COUNTY, A.AGREED})

AMENDMENT_SEND = step("amendment_send", {A.DRAFT}, A.SIGNING, _("Send to the parties for signing"))
AMENDMENT_SETTLE = step("amendment_settle", {A.DRAFT, A.SIGNING}, A.SIGNED, _("All have agreed"))
AMENDMENT_BACK = step("amendment_back", {A.SIGNING}, A.DRAFT, _("Take back to draft"))
AMENDMENT_TO_COUNTY = step("amendment_to_county", {A.SIGNED}, A.AT_COUNTY, _("Record that it is sent to the county"))
AMENDMENT_AGREE = step("amendment_agree", {A.SIGNED, A.AT_COUNTY}, A.AGREED, _("Record the county's consent"))
AMENDMENT_REFUSE = step("amendment_refuse", {A.AT_COUNTY}, A.REFUSED, _("Record the county's refusal"))
AMENDMENT_APPLY = step("amendment_apply", {A.AGREED}, A.IN_FORCE, _("Put in force"))
AMENDMENT_WITHDRAW = step(
    "amendment_withdraw", {A.DRAFT, A.SIGNING, A.SIGNED, A.AT_COUNTY, A.AGREED}, A.WITHDRAWN, _("Withdraw")
)


class HandoverState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


H = HandoverState
HANDOVER_OPEN = frozenset({H.DRAFT, H.PLANNED})

HANDOVER_PLAN = step("handover_plan", {H.DRAFT}, H.PLANNED, _("Plan the change of company"))
HANDOVER_REOPEN = step("handover_reopen", {H.PLANNED}, H.DRAFT, _("Correct the plan"))
HANDOVER_DO = step("handover_do", {H.PLANNED}, H.DONE, _("Change company"))
HANDOVER_CANCEL = step("handover_cancel", {H.DRAFT, H.PLANNED}, H.CANCELLED, _("Cancel the change"))


class EndingState(models.TextChoices):
    BEGUN = "begun", _("Begun")
    TOLD = "told", _("The county authority is told")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


E = EndingState
ENDING_OPEN = frozenset({E.BEGUN, E.TOLD})

ENDING_TELL = step("ending_tell", {E.BEGUN}, E.TOLD, _("Record that the county authority is told"))
ENDING_FINISH = step("ending_finish", {E.BEGUN, E.TOLD}, E.DONE, _("End the contract"))
ENDING_DROP = step("ending_drop", {E.BEGUN, E.TOLD}, E.DROPPED, _("Drop it: the contract goes on"))


class BundleState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Stopped")


B = BundleState
BUNDLE_BEGIN = step("bundle_begin", {B.WAITING, B.RUNNING}, B.RUNNING, _("Begin, or go on after a pause"))
BUNDLE_FINISH = step("bundle_finish", {B.RUNNING}, B.READY, _("Pack"))
BUNDLE_FAIL = step("bundle_fail", {B.WAITING, B.RUNNING}, B.FAILED, _("Give up"))
