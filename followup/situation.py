"""How does a talk stand today, in words: its status, and its way from planned to held?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.models import Talk
from followup.states import TalkState

NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Situation:
    tone: str
    label: str
    reason: str = ""


def situation(talk: Talk, today: date) -> Situation:
    """Icon, word and reason of one talk on `today` (an Oslo date)."""
    if talk.state == TalkState.HELD:
        return Situation("success", _("Held"))
    if talk.state == TalkState.CANCELLED:
        return Situation("neutral", _("Cancelled"))
    if talk.state == TalkState.SCHEDULED:
        if talk.agreed_on < today:
            return Situation("warning", _("Not recorded"), _("The agreed day has passed"))
        return Situation("info", _("Date agreed"))
    return _planned(talk, today)


def _planned(talk, today):
    if talk.due_on < today:
        return Situation("danger", _("Overdue"), _("No date is agreed"))
    if talk.due_on <= today + NEAR:
        return Situation("warning", _("Needs a date"), _("Due within a month"))
    return Situation("neutral", _("Planned"))


def way(talk: Talk) -> list[dict]:
    """The talk's steps for {% steps %}: who has the ball is the one that is `now`."""
    planned = {"title": _("Planned from the contract"), "detail": _day(talk.due_on), "state": "done"}
    if talk.state == TalkState.CANCELLED:
        return [planned, {"title": _("Cancelled"), "detail": talk.cancel_reason, "state": "now"}]
    agreed = {
        "title": _("Date agreed"),
        "detail": _("The training supervisor invites") if talk.state == TalkState.PLANNED else moment(talk),
        "state": "now" if talk.state == TalkState.PLANNED else "done",
    }
    held = {
        "title": _("Held, with minutes"),
        "detail": _day(talk.held_on) if talk.held_on else "",
        "state": {TalkState.PLANNED: "next", TalkState.SCHEDULED: "now"}.get(talk.state, "done"),
    }
    return [planned, agreed, held]


def moment(talk: Talk) -> str:
    """ "torsdag 1. mai 2026 kl. 10.00": the agreed time in the reader's language; "" without one."""
    if not talk.scheduled_at:
        return ""
    at = timezone.localtime(talk.scheduled_at)
    words = {"weekday": date_format(at, "l", use_l10n=False), "day": _day(at.date()), "clock": f"{at:%H:%M}"}
    return _("%(weekday)s %(day)s at %(clock)s") % words


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
