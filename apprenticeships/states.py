"""Which states does an apprenticeship go through?

Its states follow the contract's: contracts.actions calls start and finish of apprenticeships.actions, nobody else.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ApprenticeshipState(models.TextChoices):
    PLANNED = "planned", _("Contract not in force yet")
    RUNNING = "running", _("In training")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended early")


S = ApprenticeshipState
CURRENT = frozenset({S.PLANNED, S.RUNNING})

# A new contract in the same company, after a break say, starts a training that runs or was ended early once more.
START = step("start", {S.PLANNED, S.RUNNING, S.ENDED}, S.RUNNING, _("Start the training"))
COMPLETE = step("complete", {S.RUNNING}, S.COMPLETED, _("Complete the training"))
END = step("end", {S.PLANNED, S.RUNNING}, S.ENDED, _("End the training early"))
