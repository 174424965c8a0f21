"""How does a registration stand today, in words, and who has the ball?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exams.models import Registration
from exams.states import RESULTS
from exams.states import RegistrationState as S

NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Situation:
    tone: str
    label: str
    reason: str = ""


def situation(registration: Registration, today: date) -> Situation:
    """Icon, word and reason on `today` (an Oslo date)."""
    if registration.state == S.PLANNED:
        return _planned(registration, today)
    if registration.state == S.SCHEDULED:
        if registration.test_from_on < today:
            return Situation("warning", _("Result missing"), _("Test from %s") % _day(registration.test_from_on))
        return Situation("info", _("Test date set"), _("Test from %s") % _day(registration.test_from_on))
    return {
        S.REGISTERED: Situation("info", _("At the county authority"), _("Waits for confirmation")),
        S.CONFIRMED: Situation("info", _("Confirmed"), _("Waits for a test date")),
        S.PASSED_WITH_DISTINCTION: Situation("success", _("Passed with distinction")),
        S.PASSED: Situation("success", _("Passed")),
        S.FAILED: Situation("danger", _("Failed")),
        S.CANCELLED: Situation("neutral", _("Cancelled")),
    }[S(registration.state)]


def _planned(registration, today):
    if today < registration.opens_on:
        return Situation("neutral", _("Not open yet"), _("Opens on %s") % _day(registration.opens_on))
    if registration.due_on < today:
        return Situation("danger", _("Overdue"), _("Not registered"))
    if registration.due_on <= today + NEAR:
        return Situation("warning", _("Due soon"), _("Not registered yet"))
    return Situation("neutral", _("Open for registration"))


def way(registration: Registration) -> list[dict]:
    """The steps for {% steps %}; `now` is where the ball is, and its detail says with whom."""
    if registration.state == S.CANCELLED:
        return [{"title": _("Cancelled"), "detail": registration.reason, "state": "now"}]
    passed = _steps_taken(registration)
    items = [
        (_("Prepare and register"), _("The training office, by %s") % _day(registration.due_on)),
        (_("Confirm"), _("The county authority")),
        (_("Set the test date"), _("The examination board")),
        (_("Carry out the test"), _day(registration.test_from_on) if registration.test_from_on else _("The candidate")),
        (_("Result"), f"{registration.get_state_display()}, {_day(registration.result_on)}" if passed > 4 else ""),
    ]
    states = ["done"] * passed + ["now"] + ["next"] * len(items)
    return [
        {"title": title, "detail": detail, "state": state}
        for (title, detail), state in zip(items, states, strict=False)
    ]


def _steps_taken(registration) -> int:
    if registration.state in RESULTS:
        return 5
    return {S.PLANNED: 0, S.REGISTERED: 1, S.CONFIRMED: 2, S.SCHEDULED: 3}[S(registration.state)]


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
