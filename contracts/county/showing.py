"""What is said about a contract at the county: where it stands, and which days count?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.actions.county_tasks import signed_on
from contracts.county.deadlines import Figures, decision_due, send_by
from contracts.models import Contract, CountyEntry
from contracts.states import OPEN, UNDER_SIGNING, ContractState

S = ContractState
UNSIGNED = UNDER_SIGNING | {S.DRAFT}
NOT_SENT = UNSIGNED | {S.SIGNED}


@dataclass(frozen=True)
class Deadline:
    """One day that counts. `met_on`: when it was kept or missed; None while it is still ahead or being missed."""

    label: str
    on: date
    source: str
    met_on: date | None = None

    @property
    def days_late(self):
        return (self.met_on - self.on).days if self.met_on else 0

    @property
    def late_words(self) -> str:
        days = self.days_late
        return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}

    @property
    def is_kept(self):
        return self.met_on is not None and self.days_late <= 0

    @property
    def is_missed(self):
        return self.days_late > 0


def deadlines(contract: Contract, last: CountyEntry | None, figures: Figures) -> list[Deadline]:
    """Those that the contract has met or missed, and the one that runs. `figures`: on the first day of training."""
    found = []
    if contract.start_on:
        found.append(Deadline(_("Signed by all"), contract.start_on, _("opplæringslova § 7-2"), signed_on(contract)))
        if contract.state in UNSIGNED:
            found[0] = Deadline(found[0].label, found[0].on, found[0].source)
        elif found[0].met_on is None:
            found.pop()  # signed before the portal: nobody here knows when
        found += _sending(contract, figures)
    if contract.state == S.AT_COUNTY and (until := decision_due(contract, last, figures)):
        found.append(Deadline(_("Decision to be expected"), until, _("the county's usual time")))
    if last and last.due_on and contract.state == S.RETURNED:
        found.append(Deadline(_("Answer to the remark"), last.due_on, _("the county's deadline")))
    return found


def _sending(contract, figures) -> list[Deadline]:
    sent_on = None if contract.state in NOT_SENT else contract.sent_to_county_on
    if sent_on is None and contract.state not in NOT_SENT:
        return []
    source = _("the county's deadline") if figures.send_days is not None else _("before the training starts")
    return [Deadline(_("With the county authority"), send_by(contract.start_on, figures), source, sent_on)]


def warnings(contract: Contract, found: list[Deadline], today: date) -> list[str]:
    """Sentences about what is late now; what was late once, the list of days tells."""
    if contract.state not in OPEN | {S.REFUSED}:
        return []
    sentences = []
    if contract.state in UNSIGNED and contract.start_on and contract.start_on <= today:
        sentences.append(
            _("The contract shall be written before the training starts (opplæringslova § 7-2), and is not signed yet.")
        )
    late = [one for one in found if one.met_on is None and one.on < today]
    if contract.state in UNSIGNED:  # said already of what should have been in place on the first day
        late = [one for one in late if one.on != contract.start_on]
    for one in late:
        days = (today - one.on).days
        words = {"label": one.label, "days": days}
        sentences.append(ngettext("%(label)s: %(days)s day late.", "%(label)s: %(days)s days late.", days) % words)
    return sentences


def standing(contract: Contract) -> str:
    """Who has the ball towards the county, in a sentence."""
    words = {"county": contract.apprenticeship.county}
    if contract.state in UNSIGNED:
        return _("When all have signed, the contract goes to %(county)s.") % words
    return {
        S.SIGNED: _("Signed by all. Send it to %(county)s in Vigo, and write here when."),
        S.AT_COUNTY: _("Waiting for the decision of %(county)s."),
        S.RETURNED: _("%(county)s wants something put right. Answer, or correct the contract and have it signed anew."),
        S.REFUSED: _("%(county)s has refused the contract."),
    }.get(contract.state, _("%(county)s has approved the contract.")) % words
