"""What does a change of a contract lead to, for its last day, its signers, the county and the grant?

Talks, test and plan are told of by the apps above, through contracts.effects.
"""

import datetime
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships.absence import halves
from apprenticeships.models import Apprenticeship
from contracts.amending import problems
from contracts.amending.kinds import Kind
from contracts.amending.pauses import pauses_of
from contracts.amending.problems import day
from contracts.amending.reckoning import Outcome, changed, outcome
from contracts.amending.words import Row, rows_of
from contracts.effects import Changed, Effect, effects_of, register
from contracts.ledger import words as ledger_words
from contracts.models import Amendment, Contract, Party

GRANTS = 90  # place of the grant among what follows


@dataclass(frozen=True)
class Preview:
    """All that is shown before a change is saved."""

    outcome: Outcome
    rows: list[Row]
    effects: list[Effect]
    warnings: list[str]

    def as_json(self) -> list[dict]:
        return [{"title": one.title, "text": one.text, "tone": one.tone} for one in self.effects]


def preview(contract: Contract, amendment: Amendment, today: datetime.date) -> Preview:
    """Of an amendment that is not in force; Refused where it is impossible. Load the contract `with_people()`."""
    problems.refuse_unfit(contract, amendment, today)
    found = outcome(contract, amendment, today)
    problems.refuse_end(amendment, found)
    after = changed(contract, amendment)
    told = changed_of(contract, amendment, found, after)
    effects = [*_of_end(amendment, found), *effects_of(contract, told), *_of_consent(contract, amendment)]
    rows = rows_of(amendment, contract, new_end_on=found.new_end_on, months=after.months)
    return Preview(found, rows, effects, problems.warnings(contract, amendment, found, today))


def changed_of(contract: Contract, amendment: Amendment, found: Outcome, after: Contract) -> Changed:
    """The change in the words of contracts.effects."""
    fields = {}
    if amendment.kind == Kind.TYPE and contract.kind != after.kind:
        fields["kind"] = (contract.kind, after.kind)
    if amendment.kind == Kind.TRADE:
        fields["trade"] = (contract.apprenticeship.trade, amendment.new_trade)
    if amendment.kind == Kind.SUPERVISOR:
        fields["supervisor"] = (contract.apprenticeship.supervisor, amendment.new_supervisor)
    return Changed(
        amendment.from_on, contract.start_on, contract.end_on, found.new_end_on, fields,
        pauses=pauses_of(contract, amendment),
    )  # fmt: skip


def _of_end(amendment, found) -> list[Effect]:
    title = _("Training period")
    if amendment.kind == Kind.INTERRUPTION and amendment.to_on is None:
        return [Effect(title, _("The last day stays until the training goes on: then it is reckoned anew."), "neutral")]
    if not found.days:
        return [Effect(title, _("The last day stays %(day)s.") % {"day": day(found.end_on)}, "neutral")]
    words = {"new": day(found.new_end_on), "old": day(found.end_on), "days": ledger_words.days_text(abs(found.days))}
    if found.days > 0:
        return [Effect(title, _("Ends on %(new)s instead of %(old)s, %(days)s later.") % words)]
    return [Effect(title, _("Ends on %(new)s instead of %(old)s, %(days)s earlier.") % words, "warning")]


def _of_consent(contract, amendment) -> list[Effect]:
    roles = [str(Party.Role(role).label).lower() for role in amendment.signers]
    signed = (
        _("Signed by: %(roles)s.") % {"roles": get_text_list(roles, _("and"))} if roles
        else _("Nobody has to sign.")
    )  # fmt: skip
    asked = (
        _("%(county)s must consent before it comes into force.") % {"county": contract.apprenticeship.county}
        if amendment.needs_consent
        else _("It comes into force without the county authority's consent.")
    )
    return [Effect(_("Signatures"), signed), Effect(_("County authority"), asked)]


def of_grants(contract: Contract, told: Changed) -> list[Effect]:
    """The grant follows the training period (domain § 6): counted on 30 June and 31 December, paid in arrears."""
    if not told.moves_end:
        return []
    before, after = _counts(told.start_on, told.end_on), _counts(told.start_on, told.new_end_on)
    right, rights = contract.apprenticeship.grant_right, Apprenticeship.GrantRight
    if right == rights.BASIS_1:
        said = _("Basis I is one year's amount for the whole training: the sum stays, spread over other months.")
    elif right == rights.BASIS_2:
        said = _("Basis II is paid for each month of the training: %(months)s.") % {"months": _months(told)}
    else:
        said = _("Which grant follows the apprentice is not registered yet.")
    counted = _("Counts on 30 June and 31 December: %(before)s before, %(after)s after.")
    return [Effect(_("Grant"), f"{said} {counted % {'before': before, 'after': after}}", "neutral")]


def _counts(start_on, end_on) -> int:
    """Half-years whose last day lies within the training."""
    return sum(1 for half in halves(start_on, end_on) if half.last_on <= end_on)


def _months(told) -> str:
    months = round(abs(told.days) / 30.44)
    if told.days > 0:
        return ngettext("about %(months)s month more", "about %(months)s months more", months) % {"months": months}
    return ngettext("about %(months)s month less", "about %(months)s months less", months) % {"months": months}


register(GRANTS, of_grants)
