"""What waits in a company, and whose turn is it? As its own people read it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.states import ANSWERABLE, ApprovalState
from okportal.offices.scope import office_url


@dataclass(frozen=True)
class Waiting:
    """`who` has the ball; `is_mine`: the company itself. `url` may be empty."""

    what: Any
    who: Any
    is_mine: bool = False
    since: date | None = None
    url: str = ""


def waiting(change, approvals, present, apprenticeships) -> list[Waiting]:
    """What the company can do itself comes first. `present`: roster.Colleague of those who have a role now."""
    found = [*_apprentices(apprenticeships), *_change(change), *_people(present), *_approvals(approvals)]
    return sorted(found, key=lambda each: not each.is_mine)


def _apprentices(rows):
    for row in rows:
        url = office_url("apprenticeships:detail", row.pk)
        if row.supervisor_id is None:
            yield Waiting(_("%(name)s has no training supervisor") % {"name": row.apprentice}, _("You"), True, url=url)
        elif row.instructor_id is None:
            yield Waiting(_("%(name)s has no instructor") % {"name": row.apprentice}, _("You"), True, url=url)


def _change(change):
    if change:
        since = timezone.localdate(change.proposed_at)
        url = office_url("companies:change", change.pk)
        yield Waiting(_("What you asked to change about the company"), _("The training office"), since=since, url=url)


def _people(present):
    for colleague in present:
        if colleague.access.tone == "warning":
            yield Waiting(_("%(name)s has no login yet") % {"name": colleague.person.name}, _("The training office"))


def _approvals(approvals):
    for approval in approvals:
        if approval.state in ANSWERABLE:
            what = _("Approval for %(trade)s") % {"trade": approval.trade.name}
            yield Waiting(what, _("The county authority"), since=approval.applied_on)
        elif approval.state == ApprovalState.PREPARING:
            what = _("Application for approval in %(trade)s") % {"trade": approval.trade.name}
            yield Waiting(what, _("The training office"))
