"""What makes a change of a contract impossible, and what should one think about first?"""

import datetime
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.models import CandidateTypePeriod, Relation
from companies import approved
from contracts import aims, rules
from contracts.amending.filling import OVER
from contracts.amending.kinds import CANDIDATE_OF_KIND, KINDS, Kind
from contracts.amending.reckoning import Outcome
from contracts.models import Amendment, Contract, Party
from contracts.states import AMENDMENT_OPEN, IN_FORCE
from contracts.types import TYPES
from okportal.errors import Refused


def refuse_unfit(contract: Contract, amendment: Amendment, today: datetime.date):
    """Raise Refused, at the field, for the first thing that makes this change impossible.

    `amendment` may be unsaved. Load the contract `with_people()`.
    """
    refuse_not_in_force(contract)
    _day(contract, amendment)
    _not_too_far(contract, amendment)
    _one_at_a_time(contract, amendment)
    OF_KIND[amendment.kind](contract, amendment, today)
    if KINDS[amendment.kind].is_lasting:
        _not_before_a_later_one(contract, amendment)


def refuse_end(amendment: Amendment, outcome: Outcome):
    """The last day cannot lie before the change, whatever it is reckoned from, nor later than any training lasts."""
    if not KINDS[amendment.kind].moves_end:
        return
    if outcome.new_end_on > max(rules.latest_end(amendment.contract.start_on), outcome.end_on):
        raise Refused(_("So long does no training last."), field="end_on")
    if outcome.new_end_on < amendment.from_on:
        raise Refused(
            _("The training would end on %(day)s, before the change begins.") % {"day": day(outcome.new_end_on)},
            way_out=_("Agree on another last day with the county authority, and write it here."), field="end_on",
        )  # fmt: skip


def warnings(contract: Contract, amendment: Amendment, outcome: Outcome, today: datetime.date) -> list[str]:
    """Sentences about what is possible, but worth a thought."""
    said = []
    if amendment.from_on < today:
        said.append(_("The change begins before today. It counts from that day when it comes into force."))
    if not amendment.signers:
        said.append(_("Nobody signs: the office alone says that all have agreed. Keep what shows it as a document."))
    elif Party.Role.OFFICE not in amendment.signers:
        said.append(_("The office does not sign this change itself."))
    if not amendment.needs_consent:
        said.append(_("Any change of a contract needs the county authority's consent (opplæringslova § 7-2)."))
    if amendment.end_on and amendment.end_on != outcome.reckoned_on and amendment.kind != Kind.EXTENSION:
        said.append(
            _("The agreed last day, %(agreed)s, is another than the reckoned one, %(reckoned)s.")
            % {"agreed": day(amendment.end_on), "reckoned": day(outcome.reckoned_on)}
        )
    if amendment.kind == Kind.INTERRUPTION and amendment.to_on is None:
        said.append(_("The interruption has no last day. Register a resumption when the training goes on."))
    return said + _of_approval(contract, amendment)


def _of_approval(contract, amendment) -> list[str]:
    """Approvals are for one trade, and some for one place only (opplæringslova § 7-5)."""
    if amendment.kind not in (Kind.TRADE, Kind.WORKPLACE):
        return []
    training, whose = contract.apprenticeship, contract.whose
    place = amendment.new_establishment or whose.establishment
    verdict = approved.judge(
        company=whose.company, trade=amendment.new_trade or training.trade, county=training.county, place=place,
        day=amendment.from_on,
    )  # fmt: skip
    if verdict.limits:
        return [_("The company's approval is limited: %(limits)s.") % {"limits": verdict.limits}]
    return [] if verdict.is_approved else [" ".join(part for part in (verdict.reason, verdict.way_out) if part)]


def refuse_not_in_force(contract):
    if contract.state not in IN_FORCE:
        raise Refused(
            _("Only a contract in force can be changed; this one is “%(state)s”.")
            % {"state": contract.get_state_display()},
            way_out=_("A draft is corrected as it is; one that has ended stays as it was."),
        )


def _day(contract, amendment):
    if amendment.from_on < contract.start_on:
        raise Refused(
            _("The training begins on %(day)s: a change cannot count from before.") % {"day": day(contract.start_on)},
            field="from_on",
        )
    goes_on = amendment.kind == Kind.RESUMPTION  # after an open interruption: the last day moves only then
    if amendment.from_on > contract.end_on and not goes_on:
        raise Refused(
            _("The training ends on %(day)s: a change cannot count from after.") % {"day": day(contract.end_on)},
            field="from_on", way_out=_("Extend the training first."),
        )  # fmt: skip
    if amendment.to_on and amendment.to_on < amendment.from_on:
        raise Refused(_("The last day is before the first."), field="to_on")


def _not_too_far(contract, amendment):
    """A mistyped 9999 is found before anything is reckoned to it."""
    latest = max(rules.latest_end(contract.start_on), contract.end_on)
    for name in ("from_on", "to_on", "end_on"):
        typed = getattr(amendment, name)
        if typed and typed > latest:
            raise Refused(_("So long does no training last."), field=name)


def _one_at_a_time(contract, amendment):
    same = contract.amendments.filter(kind=amendment.kind, state__in=AMENDMENT_OPEN).exclude(pk=amendment.pk)
    if other := same.first():
        raise Refused(
            _("Change %(number)s of the same kind is under way (%(state)s).")
            % {"number": other.number, "state": other.get_state_display()},
            way_out=_("Go on with that one, or withdraw it first."),
        )


def _extension(contract, amendment, today):
    if bool(amendment.days) == bool(amendment.end_on):
        raise Refused(_("Write either the number of days or the new last day."), field="days")
    if amendment.end_on and amendment.end_on <= contract.end_on:
        raise Refused(
            _("The training lasts to %(day)s already: an extension ends later.") % {"day": day(contract.end_on)},
            field="end_on",
        )


def _interruption(contract, amendment, today):
    if not amendment.absence:
        raise Refused(_("Choose why the training stands still."), field="absence")
    for other in _others(contract, amendment, Kind.INTERRUPTION):
        last_on = _last_day(contract, other)
        if _overlaps(amendment.from_on, amendment.to_on, other.from_on, last_on):
            raise Refused(
                _("Change %(number)s is an interruption in the same days.") % {"number": other.number},
                field="from_on", way_out=_("Choose other days, or withdraw that one."),
            )  # fmt: skip


def _resumption(contract, amendment, today):
    if amendment.interruption is None:
        raise Refused(
            _("No interruption is in force on that day."),
            field="from_on",
            way_out=_("Register the interruption first; one whose last day has passed has ended by itself."),
        )
    if amendment.from_on <= amendment.interruption.from_on:
        raise Refused(
            _("The interruption began on %(day)s: the training goes on later than that.")
            % {"day": day(amendment.interruption.from_on)},
            field="from_on",
        )


def _part_time(contract, amendment, today):
    earlier = list(_others(contract, amendment, Kind.PART_TIME))
    if amendment.percent is None:
        raise Refused(_("Write the position in percent."), field="percent")
    for other in earlier:
        goes_on = other.to_on is None and other.from_on < amendment.from_on  # the new one holds from its day
        if not goes_on and _overlaps(amendment.from_on, amendment.to_on, other.from_on, other.to_on):
            raise Refused(
                _("Change %(number)s sets the position in the same days.") % {"number": other.number}, field="from_on",
                way_out=_("Choose other days, or withdraw that one."),
            )  # fmt: skip
    if amendment.percent == _position_on(contract, earlier, amendment.from_on):
        raise Refused(
            _("The position is %(percent)s percent on that day already.") % {"percent": amendment.percent},
            field="percent",
        )


def _position_on(contract, rows, on) -> int:
    held = [row for row in rows if row.from_on <= on and (row.to_on is None or on <= row.to_on)]
    return max(held, key=lambda row: row.from_on).percent if held else contract.position_percent


def _workplace(contract, amendment, today):
    if not amendment.new_workplace:
        raise Refused(_("Choose a place of work, or write where it is."), field="new_workplace")
    place, whose = amendment.new_establishment, contract.whose
    if place and place.company_id != whose.company.pk:
        raise Refused(_("Choose one of this company's places of work."), field="new_establishment")
    same_place = place is None or place.pk == contract.apprenticeship.establishment_id
    if amendment.new_workplace == contract.workplace and same_place:
        raise Refused(_("This is the place of work already."), field="new_workplace")


def _supervisor(contract, amendment, today):
    person, training = amendment.new_supervisor, contract.apprenticeship
    if person is None or person.company_id != training.company_id:
        raise Refused(_("Choose one of this company's training supervisors."), field="new_supervisor")
    if person.pk == training.supervisor_id:
        raise Refused(_("%(name)s is training supervisor already.") % {"name": person.name}, field="new_supervisor")
    if person.to_on and person.to_on < max(amendment.from_on, today):
        raise Refused(_("%(name)s has left the company by then.") % {"name": person.name}, field="new_supervisor")
    held = Relation.objects.filter(apprenticeship=training, kind=Relation.Kind.SUPERVISOR, to_on=None).first()
    if held and amendment.from_on < held.from_on:
        raise Refused(
            _("The present training supervisor has the part since %(day)s.") % {"day": day(held.from_on)},
            field="from_on", way_out=_("Choose that day or a later one."),
        )  # fmt: skip


def _trade(contract, amendment, today):
    if amendment.new_trade is None:
        raise Refused(_("Choose the new trade."), field="new_trade")
    if amendment.new_trade.pk == contract.apprenticeship.trade_id:
        raise Refused(_("This is the trade already."), field="new_trade")


def _type(contract, amendment, today):
    if not amendment.new_kind:
        raise Refused(_("Choose the new contract type."), field="new_kind")
    training = contract.apprenticeship
    if amendment.new_kind == contract.kind and CANDIDATE_OF_KIND[amendment.new_kind] == training.candidate_type:
        _refuse_same_type(contract, amendment)
    _refuse_no_aims(contract, amendment)
    newest = CandidateTypePeriod.objects.filter(apprenticeship=training).first()
    if newest and amendment.from_on < newest.from_on <= today:
        raise Refused(
            _("The present type counts from %(day)s: choose that day or a later one.") % {"day": day(newest.from_on)},
            field="from_on",
        )


def _refuse_same_type(contract, amendment):
    """Other own aims are a change as well."""
    if set(amendment.new_aim_codes) in (set(), set(contract.aim_codes)):
        field = "new_aim_codes" if TYPES[contract.kind].has_own_aims else "new_kind"
        raise Refused(_("This is the contract type already."), field=field)


def _refuse_no_aims(contract, amendment):
    """Where no curriculum is known there are none to choose: the advisor is asked for them when it is in force."""
    known = aims.choices(contract) if TYPES[amendment.new_kind].has_own_aims else []
    if known and not amendment.new_aim_codes:
        raise Refused(
            _("No own aims are chosen."), field="new_aim_codes",
            way_out=_("A training candidate works towards aims of their own, at least one (opplæringslova § 7-1)."),
        )  # fmt: skip
    if set(amendment.new_aim_codes) - {code for code, _text in known}:
        raise Refused(_("Choose among the aims of the curriculum."), field="new_aim_codes")


def _not_before_a_later_one(contract, amendment):
    later = contract.amendments.in_force().filter(kind=amendment.kind, from_on__gt=amendment.from_on)
    if other := later.exclude(pk=amendment.pk).order_by("-from_on").first():
        raise Refused(
            _("Change %(number)s of the same kind counts from %(day)s already.")
            % {"number": other.number, "day": day(other.from_on)},
            field="from_on", way_out=_("Choose a later day."),
        )  # fmt: skip


def _others(contract, amendment, kind):
    return contract.amendments.filter(kind=kind).exclude(state__in=OVER).exclude(pk=amendment.pk)


def _last_day(contract, interruption):
    back = contract.amendments.exclude(state__in=OVER).filter(interruption=interruption).first()
    return back.from_on - timedelta(days=1) if back else interruption.to_on


def _overlaps(from_on, to_on, other_from_on, other_to_on) -> bool:
    return from_on <= (other_to_on or datetime.date.max) and other_from_on <= (to_on or datetime.date.max)


def day(on: datetime.date) -> str:
    return date_format(on, "DATE_FORMAT")


OF_KIND = {
    Kind.EXTENSION: _extension, Kind.INTERRUPTION: _interruption, Kind.RESUMPTION: _resumption,
    Kind.PART_TIME: _part_time, Kind.WORKPLACE: _workplace, Kind.SUPERVISOR: _supervisor, Kind.TRADE: _trade,
    Kind.TYPE: _type,
}  # fmt: skip
