"""Which changes of a contract are there, what does each ask, and who has to say yes?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.models import Amendment, Party

Kind, Role = Amendment.Kind, Party.Role


@dataclass(frozen=True)
class Change:
    """One kind. Lazy texts.

    `fields`: columns of Amendment that it fills besides day, reason and consent. `intro`: when one takes it, `happens`:
    what it does when it comes into force. `signers`: who signs unless the office chooses others (None: whoever signs
    the contract). `moves_end`: does the last day follow? `is_lasting`: it replaces a value for good, so that a later
    day counts over an earlier one.
    """

    fields: tuple[str, ...]
    intro: Any
    happens: Any
    signers: frozenset[str] | None = None
    moves_end: bool = True
    is_lasting: bool = False
    needs_consent: bool = True  # any change does (opplæringslova § 7-2)

    def signs(self, role: str) -> bool:
        """Does this role sign unless something else is chosen?"""
        return self.signers is None or role in self.signers


KINDS: dict[str, Change] = {
    Kind.EXTENSION: Change(
        ("days", "end_on"),
        _("The training lasts longer: more time is needed, or a new attempt at the test."),
        _("The training period becomes longer."),
    ),
    Kind.INTERRUPTION: Change(
        ("absence", "to_on", "percent", "end_on"),
        _("The training stands still: illness, leave, parental leave or military service."),
        _("The training stands still; the last day moves by what is lost."),
    ),
    Kind.RESUMPTION: Change(
        ("interruption", "end_on"),
        _("An interruption is over: it had no last day, or ends before it."),
        _("The interruption ends the day before, and the last day moves by what was lost."),
    ),
    Kind.PART_TIME: Change(
        ("percent", "to_on", "end_on"),
        _("The position becomes smaller or larger, for a time or for good."),
        _("The position changes, and the last day with it."),
    ),
    Kind.WORKPLACE: Change(
        ("new_establishment", "new_workplace"),
        _("The training goes on at another place in the same company."),
        _("The place of work changes in the contract and in the apprentice's file."),
        moves_end=False, is_lasting=True,
    ),
    Kind.SUPERVISOR: Change(
        ("new_supervisor",),
        _("Somebody else in the company answers for the training."),
        _("The new training supervisor takes over the apprentice's file."),
        signers=frozenset({Role.COMPANY, Role.OFFICE}), moves_end=False, is_lasting=True,
    ),
    Kind.TRADE: Change(
        ("new_trade", "new_curriculum", "end_on"),
        _("The training goes on in another trade."),
        _("Trade and curriculum change, and what leads to the test with them."),
        is_lasting=True,
    ),
    Kind.TYPE: Change(
        ("new_kind", "new_aim_codes", "end_on"),
        _("From apprentice to training candidate, another contract type, or other own aims."),
        _("Contract type and candidate type change; what was before stays in the history."),
        is_lasting=True,
    ),
}  # fmt: skip

# Which candidate type goes with a contract type; the other way round it is problems.KIND_OF_CANDIDATE.
CANDIDATE_OF_KIND = {
    "apprentice": "apprentice", "training": "training_candidate", "practice": "practice_candidate",
    "on_the_job": "on_the_job",
}  # fmt: skip
# In the address of a new change, in Bokmål as all addresses are.
SLUGS = {
    "forlengelse": Kind.EXTENSION, "avbrudd": Kind.INTERRUPTION, "gjenopptak": Kind.RESUMPTION,
    "deltid": Kind.PART_TIME, "arbeidssted": Kind.WORKPLACE, "faglig-leder": Kind.SUPERVISOR, "fag": Kind.TRADE,
    "type": Kind.TYPE,
}  # fmt: skip
SLUG_OF_KIND = {kind: slug for slug, kind in SLUGS.items()}


def default_signers(kind: str, roles: Iterable[str]) -> list[str]:
    """Of the roles that can sign, those who do unless the office chooses others."""
    return [role for role in roles if KINDS[kind].signs(role)]
