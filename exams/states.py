"""Which states does the registration for a trade test go through?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class RegistrationState(models.TextChoices):
    PLANNED = "planned", _("Not registered yet")
    REGISTERED = "registered", _("Registered, sent to the county authority")
    CONFIRMED = "confirmed", _("Confirmed by the county authority")
    SCHEDULED = "scheduled", _("Test date set")
    PASSED_WITH_DISTINCTION = "distinction", _("Passed with distinction")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


S = RegistrationState
RESULTS = frozenset({S.PASSED_WITH_DISTINCTION, S.PASSED, S.FAILED})
OPEN = frozenset({S.PLANNED, S.REGISTERED, S.CONFIRMED, S.SCHEDULED})

REGISTER = step("register", {S.PLANNED}, S.REGISTERED, _("Register for the test"))
CONFIRM = step("confirm", {S.REGISTERED}, S.CONFIRMED, _("Record the county's confirmation"))
RETURN = step("return", {S.REGISTERED, S.CONFIRMED}, S.PLANNED, _("Record that the county returned it"))
SCHEDULE = step("schedule", {S.REGISTERED, S.CONFIRMED, S.SCHEDULED}, S.SCHEDULED, _("Set the test date"))
# A result may come before anybody wrote down the date.
TESTED = {S.REGISTERED, S.CONFIRMED, S.SCHEDULED}
PASS_WITH_DISTINCTION = step("distinction", TESTED, S.PASSED_WITH_DISTINCTION, _("Passed with distinction"))
PASS = step("pass", TESTED, S.PASSED, _("Passed"))
FAIL = step("fail", TESTED, S.FAILED, _("Failed"))
# A result that was written down wrongly, or that a complaint has changed (forskrift § 10-9): one step for each result.
CORRECTIONS = {result: step("correct", RESULTS, result, _("Correct the result")) for result in RESULTS}
CORRECT = CORRECTIONS[S.PASSED]  # stands for the three wherever only the states they start from count
CANCEL = step("cancel", OPEN, S.CANCELLED, _("Cancel"))
