"""How is a state in a company shown: which tone, which word, which reason?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Company
from companies.states import GRANTED, ApprovalState

LookUp = Company.LookUp


@dataclass(frozen=True)
class Shown:
    tone: str
    label: Any
    reason: Any = ""


def of_look_up(company) -> Shown:
    """Has Enhetsregisteret confirmed what stands here?"""
    when = _on(company.looked_up_at) if company.looked_up_at else ""
    shown = {
        LookUp.WAITING: ("info", _("Name and address come by themselves in a moment.")),
        LookUp.FOUND: ("success", when),
        LookUp.NOT_CHECKED: ("neutral", _("Name and address are as they were typed.")),
        LookUp.UNKNOWN: ("warning", _("The register does not have this number. Is it right?")),
    }
    if company.look_up == LookUp.UNKNOWN and company.is_deleted_in_register:
        return Shown("danger", _("Deleted in Enhetsregisteret"), when)
    tone, reason = shown[company.look_up]
    return Shown(tone, company.get_look_up_display(), reason)


def of_approval(approval, today: date) -> Shown:
    label = approval.get_state_display()
    if approval.state in GRANTED:
        if approval.is_expired(today):
            return Shown("danger", _("Expired"), _on(approval.to_on))
        return Shown("info" if approval.state == ApprovalState.LIMITED else "success", label, _granted(approval))
    shown = {
        ApprovalState.PREPARING: ("info", _("not sent yet")),
        ApprovalState.APPLIED: ("warning", _asked(approval)),
        ApprovalState.WITH_BOARD: ("warning", approval.with_board_on and _since(approval.with_board_on)),
        ApprovalState.REFUSED: ("danger", _("by the county")),
        ApprovalState.WITHDRAWN: ("neutral", approval.to_on and _on(approval.to_on)),
        ApprovalState.LAPSED: ("danger", approval.to_on and _on(approval.to_on)),
    }
    tone, reason = shown[approval.state]
    return Shown(tone, label, reason or "")


def _asked(approval) -> str:
    if approval.applied_on:
        return _("applied %(day)s") % {"day": _on(approval.applied_on)}
    return _("The county has not answered yet.")


def _since(day) -> str:
    return _("since %(day)s") % {"day": _on(day)}


def _granted(approval) -> str:
    if approval.to_on:
        span = _("%(start)s to %(end)s") % {"start": _on(approval.from_on), "end": _on(approval.to_on)}
    else:
        span = _since(approval.from_on)
    return f"{approval.limits} · {span}" if approval.limits else span


def of_person(person, invited: dict | None, today: date) -> Shown:
    """Load the person `with_login()`.

    `invited`: {(e-mail, role): when an open invitation expires}; None for those who may not see invitations.
    """
    if person.to_on and person.to_on < today:
        return Shown("neutral", _("Ended"), _on(person.to_on))
    if person.to_on:
        return Shown("warning", _("Ends"), _on(person.to_on))
    if person.has_login:
        return Shown("success", _("Has a login"))
    if invited is None:
        return Shown("neutral", _("No login"))
    expires_on = invited.get((person.email, person.role))
    if expires_on:
        return Shown("info", _("Invited"), _("the link holds until %(day)s") % {"day": _on(expires_on)})
    return Shown("warning", _("No login"), _("not invited, or the link has expired"))


def _on(day) -> str:
    return date_format(day, "DATE_FORMAT")
