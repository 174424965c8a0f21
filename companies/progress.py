"""How far has an approval come, what comes next, and what has happened to it?"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.states import GRANTED, ApprovalState
from okportal.audit.models import Event

S = ApprovalState
MOST_EVENTS = 30
MAPPED = "approval.mapped"  # one line for each aim: the newest is enough

EVENTS = {
    "approval.prepared": gettext_lazy("An application is begun"),
    "approval.mapped": gettext_lazy("The competence aims are worked on"),
    "approval.curriculum_pinned": gettext_lazy("The curriculum in force is fetched"),
    "approval.coverage_handed_over": gettext_lazy("Somebody else covers the aims of one who has left"),
    "approval.sent": gettext_lazy("The application is sent"),
    "approval.applied": gettext_lazy("Noted: applied for outside of the portal"),
    "approval.registered": gettext_lazy("An approval that was there already is registered"),
    "approval.with_board": gettext_lazy("Passed on to the vocational training board"),
    "approval.approved": gettext_lazy("Approved"),
    "approval.limited": gettext_lazy("Approved with limits"),
    "approval.refused": gettext_lazy("Refused"),
    "approval.withdrawn": gettext_lazy("Withdrawn"),
    "approval.used": gettext_lazy("A contract runs"),
    "approval.unused": gettext_lazy("No contract runs any more"),
    "approval.lapsed": gettext_lazy("Lapsed after two years without a contract"),
}


def road(approval) -> list[dict]:
    """The way from application to answer, for {% steps %}. What is passed without a day was never taken here."""
    order = [S.PREPARING, S.APPLIED, S.WITH_BOARD]
    here = order.index(approval.state) if approval.state in order else len(order)
    stations = [
        (_("Prepared"), _("Who covers each competence aim, and where"), approval.curriculum_id),
        (_("Applied for"), _day(approval.applied_on), approval.applied_on),
        (_("With the board"), _day(approval.with_board_on), approval.with_board_on),
        (_("Answer") if here < len(order) else approval.get_state_display(), _answer(approval), True),
    ]
    return [
        {"title": title, "detail": detail, "state": _state(number, here, approval)}
        for number, (title, detail, is_known) in enumerate(stations)
        if is_known or number >= here
    ]


def next_step(approval, today) -> str:
    """Who has the ball, in one sentence."""
    if approval.is_expired(today):
        return _("Its last day has passed. Note the new one when the county has prolonged it, or apply again.")
    return {
        S.PREPARING: _("Write down who covers each competence aim, then send the application."),
        S.APPLIED: _("The county authority has the application. Note here when it goes to the board, and the answer."),
        S.WITH_BOARD: _("The vocational training board assesses the company. Note here what the county decides."),
        S.REFUSED: _("Mend what the county pointed at, and apply again."),
        S.WITHDRAWN: _("Apply again before a new contract is made."),
        S.LAPSED: _("Two years went by without a contract. Apply again before a new contract is made."),
    }.get(approval.state, "")


def events_of(approval) -> list[Event]:
    """Newest first; of the many answers about aims only the newest."""
    about = Event.objects.about(approval)
    events = list(about.exclude(verb=MAPPED)[:MOST_EVENTS])
    if mapped := about.filter(verb=MAPPED).first():
        events = sorted([*events, mapped], key=lambda event: event.at, reverse=True)
    for event in events:
        event.words = EVENTS.get(event.verb, event.verb)
    return events


def _state(number, here, approval) -> str:
    if number < here or approval.state in GRANTED:
        return "done"
    return "now" if number == here else "next"


def _answer(approval) -> str:
    if approval.state in GRANTED:
        return _("from %(day)s") % {"day": _day(approval.from_on)}
    return _day(approval.to_on) if approval.state in {S.WITHDRAWN, S.LAPSED} else ""


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
