"""What does a change say: which value was there before, and which comes?"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import CompanyPerson, Establishment
from contracts.amending.as_of import position_on
from contracts.amending.kinds import KINDS, Kind
from contracts.ledger import words as ledger_words
from contracts.models import Amendment, Contract
from okportal.curricula.models import Trade

ABOUT_ABSENCE = frozenset({Kind.INTERRUPTION, Kind.RESUMPTION, Kind.EXTENSION})


@dataclass(frozen=True)
class Row:
    """One value: what it is called, what it was (empty: nothing stood there) and what it becomes."""

    label: str
    before: str
    after: str
    is_open: bool = True  # to whoever sees the change; else only to those who may know why somebody is away


@dataclass(frozen=True)
class Now:
    """What the contract says in the fields that changes touch; ids are replaced by names."""

    end_on: datetime.date
    workplace: str
    supervisor: str
    trade: str
    kind: str
    months: int


def now_of(contract: Contract) -> Now:
    """As the contract is now. Load it `with_people()`."""
    training = contract.apprenticeship
    return Now(
        contract.end_on, contract.workplace or _name(training.establishment), _name(training.supervisor),
        str(training.trade), contract.get_kind_display(), contract.months,
    )  # fmt: skip


def before_of(amendment: Amendment, contract: Contract) -> Now:
    """As the contract was when the change came into force; before that as it is now. Three queries at most."""
    now, kept = now_of(contract), amendment.before
    if not kept:
        return now
    supervisor = CompanyPerson.objects.filter(pk=kept["supervisor"]).first() if "supervisor" in kept else None
    place = Establishment.objects.filter(pk=kept["establishment"]).first() if kept.get("establishment") else None
    trade = Trade.objects.filter(pk=kept["trade"]).first() if "trade" in kept else None
    return Now(
        _date(kept.get("end_on")) or now.end_on,
        kept.get("workplace", now.workplace) or _name(place),
        _name(supervisor) if "supervisor" in kept else now.supervisor,
        str(trade) if trade else now.trade,
        str(Contract.Kind(kept["kind"]).label) if "kind" in kept else now.kind,
        kept.get("months", now.months),
    )  # fmt: skip


def rows_of(amendment: Amendment, contract: Contract, *, new_end_on=None, months=None, tells_absence=True) -> list[Row]:
    """What changes, before and after, in the reader's language; the last day at the end, where the kind moves it.

    `new_end_on`, `months`: as reckoned for the preview; without them what the amendment has kept. `tells_absence`: may
    the reader know why somebody is away?
    """
    before = before_of(amendment, contract)
    rows = list(OF_KIND[amendment.kind](amendment, before))
    if not tells_absence:
        rows = [row for row in rows if row.is_open]
    after_months = months or amendment.before.get("became", {}).get("months")
    if after_months and after_months != before.months:
        rows.append(
            Row(_("Training period"), ledger_words.months_text(before.months), ledger_words.months_text(after_months))
        )
    if KINDS[amendment.kind].moves_end:
        end_on = new_end_on or _date(amendment.before.get("became", {}).get("end_on")) or end_of(amendment)
        rows.append(Row(_("Training period ends"), _day(before.end_on), _day(end_on)))
    return rows


def end_of(amendment: Amendment):
    """The agreed last day: as typed, or as reckoned."""
    return amendment.end_on or amendment.calculated_end_on


def tells_reason(amendment: Amendment, tells_absence: bool) -> bool:
    """Why somebody was away stands in the reason of these; it is for those who may know (domain § 10)."""
    return tells_absence or amendment.kind not in ABOUT_ABSENCE


def title_of(amendment: Amendment) -> str:
    """'Part time, 80 percent': the kind with what tells most about it; no names."""
    kind = amendment.get_kind_display()
    if amendment.kind == Kind.PART_TIME:
        return _("%(kind)s, %(percent)s percent") % {"kind": kind, "percent": amendment.percent}
    if amendment.kind == Kind.EXTENSION and amendment.days:
        return f"{kind}, {ledger_words.days_text(amendment.days)}"
    if amendment.kind == Kind.TRADE:
        return f"{kind}: {amendment.new_trade}"
    if amendment.kind == Kind.TYPE:
        if amendment.before.get("kind", amendment.contract.kind) == amendment.new_kind:
            return _("Other own aims")
        return f"{kind}: {amendment.get_new_kind_display()}"
    return str(kind)


def days_of(amendment: Amendment) -> str:
    """'from 1 March 2027 to 31 May 2027', or from a day on."""
    if amendment.to_on:
        return _("from %(first)s to %(last)s") % {"first": _day(amendment.from_on), "last": _day(amendment.to_on)}
    return _("from %(first)s") % {"first": _day(amendment.from_on)}


def _extension(amendment, before):
    if amendment.days:
        yield Row(_("Extended by"), "", ledger_words.days_text(amendment.days))


def _interruption(amendment, before):
    yield Row(_("The training stands still"), "", days_of(amendment))
    yield Row(_("Why it stands still"), "", amendment.get_absence_display(), is_open=False)
    if amendment.percent and amendment.percent < 100:
        yield Row(_("Away, percent"), "", f"{amendment.percent} %")


def _resumption(amendment, before):
    yield Row(_("The training goes on"), "", days_of(amendment))
    if amendment.interruption:
        yield Row(_("After the interruption"), "", days_of(amendment.interruption))


def _part_time(amendment, before):
    contract = amendment.contract
    others = contract.amendments.in_force().exclude(pk=amendment.pk)
    yield Row(_("Position"), f"{position_on(contract, others, amendment.from_on)} %", f"{amendment.percent} %")
    yield Row(_("Period"), "", days_of(amendment))


def _workplace(amendment, before):
    yield Row(_("Place of work"), before.workplace, amendment.new_workplace)


def _supervisor(amendment, before):
    yield Row(_("Training supervisor"), before.supervisor, _name(amendment.new_supervisor))


def _trade(amendment, before):
    yield Row(_("Trade"), before.trade, str(amendment.new_trade))
    if amendment.new_curriculum:
        yield Row(_("Curriculum"), "", amendment.new_curriculum.code)


def _type(amendment, before):
    after = str(amendment.get_new_kind_display())
    if before.kind != after:
        yield Row(_("Contract type"), before.kind, after)
    if amendment.new_aim_codes:
        was = amendment.before.get("aim_codes", amendment.contract.aim_codes)
        yield Row(_("Own aims"), _aims(was), _aims(amendment.new_aim_codes))


def _aims(codes) -> str:
    """'2 aims: KM1, KM2'; their words stand beside it."""
    if not codes:
        return ""
    words = ngettext("%(count)s aim: %(codes)s", "%(count)s aims: %(codes)s", len(codes))
    return words % {"count": len(codes), "codes": ", ".join(sorted(codes))}


OF_KIND = {
    Kind.EXTENSION: _extension, Kind.INTERRUPTION: _interruption, Kind.RESUMPTION: _resumption,
    Kind.PART_TIME: _part_time, Kind.WORKPLACE: _workplace, Kind.SUPERVISOR: _supervisor, Kind.TRADE: _trade,
    Kind.TYPE: _type,
}  # fmt: skip


def _name(row) -> str:
    return row.name if row else ""


def _date(text):
    return datetime.date.fromisoformat(text) if text else None


def _day(on) -> str:
    return date_format(on, "DATE_FORMAT") if on else ""
