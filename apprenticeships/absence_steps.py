"""Which steps does an absence go through?

Whoever answers for the training reports what is confirmed at once; what others report waits. Withdrawn and declined
are one state: the absence did not take place. Who said so stands beside it.
"""

from django.utils.translation import gettext_lazy as _

from okportal.states import step

CONFIRM = step("confirm", {"reported"}, "confirmed", _("Confirm"))
DECLINE = step("decline", {"reported"}, "declined", _("Not right"))
CORRECT = step("correct", {"reported"}, "reported", _("Change"))
CORRECT_AND_CONFIRM = step("correct", {"reported", "confirmed"}, "confirmed", _("Change"))
WITHDRAW_REPORT = step("withdraw", {"reported"}, "declined", _("Withdraw"))
WITHDRAW = step("withdraw", {"reported", "confirmed"}, "declined", _("Withdraw"))
