"""Which changes of the contract that is left does a change of company meet on its way?"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.models import Amendment, Handover
from contracts.problems import Problem
from contracts.states import AMENDMENT_OPEN, AmendmentState
from okportal.offices.scope import office_url

Kind = Amendment.Kind


def under_way(handover: Handover) -> Iterator[Problem]:
    """What is open falls away with the contract: a warning. An interruption without a last day stands in the way, for
    nobody knows how much of the training is left. One query."""
    here = Q(state__in=sorted(AMENDMENT_OPEN)) | Q(
        state=AmendmentState.IN_FORCE, kind__in=[Kind.INTERRUPTION, Kind.RESUMPTION, Kind.PART_TIME]
    )
    rows = list(handover.contract.amendments.filter(here).order_by("number"))
    url = office_url("contracts:amendments", handover.contract_id)
    for row in rows:
        if row.state in AMENDMENT_OPEN:
            yield Problem(
                "change_under_way", _("A change of the contract is under way: %(change)s.") % {"change": row},
                is_blocker=False, url=url,
                way_out=_("Bring it into force first. What is still open on the day of the change is withdrawn."),
            )  # fmt: skip
    for row in _still_interrupting(rows):
        yield Problem(
            "interrupted",
            _("The training is interrupted from %(day)s, and no last day is known.")
            % {"day": date_format(row.from_on, "DATE_FORMAT")},
            way_out=_("Register when the training goes on, so that the last day is known."), url=url,
        )  # fmt: skip
    if passing := _passing_part_time(rows, handover.on):
        words = {"percent": passing.percent, "day": date_format(passing.to_on, "DATE_FORMAT")}
        yield Problem(
            "part_time_passes",
            _("Part time, %(percent)s percent, lasts to %(day)s. The new contract says %(percent)s percent.") % words,
            is_blocker=False, url=url,
            way_out=_("Correct the position in the new contract, or change that contract when it is in force."),
        )  # fmt: skip


def _passing_part_time(rows, on) -> Amendment | None:
    """What holds on the first day in the new company, and ends later: the new contract begins with it."""
    held = [
        row for row in rows
        if on and row.kind == Kind.PART_TIME and row.state == AmendmentState.IN_FORCE
        and row.from_on <= on and (row.to_on is None or on <= row.to_on)
    ]  # fmt: skip
    newest = max(held, key=lambda row: row.from_on, default=None)
    return newest if newest and newest.to_on else None


def _still_interrupting(rows) -> list[Amendment]:
    in_force = [row for row in rows if row.state == AmendmentState.IN_FORCE]
    ended = {row.interruption_id for row in in_force if row.kind == Kind.RESUMPTION}
    return [row for row in in_force if row.kind == Kind.INTERRUPTION and row.to_on is None and row.pk not in ended]
