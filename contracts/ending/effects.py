"""What follows when a contract ends, told before anybody says yes?

The apps above know what falls away with it: each registers what it would do when it is ready.
"""

import datetime
from collections.abc import Callable

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from companies import lapse
from contracts import use
from contracts.effects import Effect
from contracts.models import Contract, Ending
from contracts.states import IN_FORCE, ContractState
from okportal.norwegian import in_sentence

PROBATION_MONTHS = 6

_effects: dict[int, Callable] = {}


def register(place: int, function: Callable):
    """`function(ending)` gives a list of Effect; shown in the order of `place`, the same place once."""
    _effects[place] = function


def effects_of(ending: Ending) -> list[Effect]:
    """All that follows, in words of the reader's language. Load the contract `with_people()`."""
    own = [*_employment(ending), *_access(ending)]
    told = [effect for _place, function in sorted(_effects.items()) for effect in function(ending)]
    return [*own, *told, *_approval(ending), *_grant(ending), *_attest(ending)]


def is_in_probation(contract: Contract, day: datetime.date) -> bool:
    """Only who learns everything in the company has one, in the first six months (aml §§ 15-3, 15-6)."""
    if contract.apprenticeship.route != Apprenticeship.Route.ZERO_FOUR or contract.start_on is None:
        return False
    return contract.start_on <= day < contract.start_on + relativedelta(months=PROBATION_MONTHS)


def has_begun(ending: Ending) -> bool:
    """Was anybody in training under this contract?"""
    contract = ending.contract
    if contract.state == ContractState.APPROVED:
        return False
    return ending.last_on is None or contract.start_on <= ending.last_on


def _employment(ending) -> list[Effect]:
    title = _("Employment")
    if ending.employment_ends:
        text = _("The contract and the employment lapse together (opplæringslova § 7-4).")
    else:
        text = _("The employment stands on its own and goes on (opplæringslova § 7-4).")
    found = [Effect(title, text, "warning" if ending.employment_ends else "neutral")]
    if ending.last_on and is_in_probation(ending.contract, ending.last_on):
        text = _(
            "The whole training is in the company, and the last day is in the first six months: the rules on a trial "
            "period apply (arbeidsmiljøloven §§ 15-3, 15-6)."
        )
        found.append(Effect(_("Trial period"), text))
    return found


def _access(ending) -> list[Effect]:
    text = _(
        "The apprentice goes on reading the own file, and finds the certificate there, as long as the office keeps it. "
        "The company reads what it has read so far; nothing new is planned with it."
    )
    return [Effect(_("Access"), text, "neutral")]


def _approval(ending) -> list[Effect]:
    """Two years without a contract, and an approval lapses (§ 7-9)."""
    contract, training = ending.contract, ending.contract.apprenticeship
    shared = {
        "apprenticeship__company": contract.whose.company, "apprenticeship__trade": training.trade_id,
        "apprenticeship__county": training.county_id,
    }  # fmt: skip
    others = Contract.objects.filter(state__in=sorted(IN_FORCE), **shared).exclude(pk=contract.pk)
    if not has_begun(ending) or not ending.last_on or not use.approvals_of(contract).exists() or others.exists():
        return []
    words = {
        "company": contract.whose.company, "trade": in_sentence(training.trade.name),
        "day": _day(lapse.lapses_on(ending.last_on + datetime.timedelta(days=1))),
    }  # fmt: skip
    text = _(
        "No other contract uses the approval of %(company)s for %(trade)s. Without a new one it lapses on %(day)s "
        "(opplæringslova § 7-9)."
    )
    return [Effect(_("The company's approval"), text % words)]


def _grant(ending) -> list[Effect]:
    if not has_begun(ending) or not ending.last_on:
        return []
    month = date_format(ending.last_on, "F Y")
    return [Effect(_("Grant"), _("The grant is counted up to and with %(month)s.") % {"month": month})]


def _attest(ending) -> list[Effect]:
    if not has_begun(ending):
        return []
    text = _("A certificate of training is always due, however the contract ends (opplæringslova § 7-3).")
    return [Effect(_("Certificate of training"), text)]


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")
