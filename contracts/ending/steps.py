"""What has been done of an ending, what comes now, and what comes after?"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.models import Ending
from contracts.states import EndingState

Kind, Side = Ending.Kind, Ending.Side


def steps_of(ending: Ending) -> list[dict]:
    """Items of the `steps` component, in the order the law puts them (opplæringslova § 7-3)."""
    items = [*_before(ending), (_("The contract ends"), _last_day(ending), ending.state == EndingState.DONE)]
    is_open, found = ending.state in {EndingState.BEGUN, EndingState.TOLD}, []
    for title, detail, is_done in items:
        is_now = is_open and not is_done and not any(item["state"] == "now" for item in found)
        state = "done" if is_done else "now" if is_now else "next"
        found.append({"title": title, "detail": detail, "state": state})
    return found


def _before(ending) -> list[tuple[str, str, bool]]:
    told = (_("The county authority is told in writing"), _day(ending.told_on), ending.told_on is not None)
    decided = (
        _("The county authority decides"), ending.case_number or _day(ending.decided_on),
        bool(ending.decided_on and ending.case_number),
    )  # fmt: skip
    if ending.kind == Kind.MUTUAL:
        return [(_("Both agree in writing"), _day(ending.agreed_on), ending.agreed_on is not None), told]
    if ending.kind == Kind.RESCISSION:
        wish = (
            _("The apprentice's written wish"), _day(ending.wished_on),
            bool(ending.wished_on and ending.document_id),
        )  # fmt: skip
        heard = (_("The apprentice is heard orally"), _day(ending.heard_on), ending.heard_on is not None)
        first = {Side.CANDIDATE: [wish, told], Side.COMPANY: [heard, told]}.get(ending.demanded_by, [])
        return [*first, decided]
    return []


def _last_day(ending) -> str:
    if ending.last_on is None:
        return _("The last day is not set")
    return _("Last day %(day)s") % {"day": _day(ending.last_on)}


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
