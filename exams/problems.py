"""What stands in the way of a registration, and what is only worth knowing?"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exams.models import Registration
from exams.rules import earliest_test


@dataclass(frozen=True)
class Problem:
    """`is_blocker`: the step is refused. Otherwise a sentence to think about. `way_out`: what would mend it."""

    text: str
    way_out: str = ""
    is_blocker: bool = False


def before_registering(registration: Registration, today: date) -> list[Problem]:
    """Problems of registering on `today` (an Oslo date), blockers first (forskrift §§ 9-55 to 9-57)."""
    training, found = registration.apprenticeship, []
    if today < registration.opens_on:
        found.append(Problem(
            _("Registration opens on %s.") % _day(registration.opens_on),
            _("The portal reminds you when the time comes."), is_blocker=True,
        ))  # fmt: skip
    if not training.apprentice.national_id:
        found.append(Problem(
            _("The national identity number is missing."), _("Fill it in in the apprentice's file."), is_blocker=True
        ))  # fmt: skip
    if training.supervisor is None:
        found.append(Problem(
            _("The training has no training supervisor."), _("Choose one in the apprentice's file."), is_blocker=True
        ))  # fmt: skip
    if today > registration.due_on:
        found.append(Problem(
            _("The registration was due on %s.") % _day(registration.due_on),
            _("Write in the remarks why it comes late: the county authority decides whether it takes it."),
        ))  # fmt: skip
    if registration.attempt == 1:
        found.append(Problem(
            _("Subjects and exams must be passed; two common core subjects may be missing (regulation § 9-57)."),
            _("Check the certificate from school before you register."),
        ))  # fmt: skip
    return found


def of_test_day(registration: Registration, test_from_on: date) -> list[Problem]:
    """What to know about a test on that day."""
    earliest = earliest_test(registration.contract.end_on)
    if test_from_on < earliest:
        return [Problem(
            _("The test is normally not held before %s, three months before the training ends (regulation § 9-55).")
            % _day(earliest)
        )]  # fmt: skip
    return []


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
