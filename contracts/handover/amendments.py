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
        state=AmendmentState.IN_FORCE, kind__in=[Kind.INTERRUPTION, Kind.RESUMPTION]
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


def _still_interrupting(rows) -> list[Amendment]:
    in_force = [row for row in rows if row.state == AmendmentState.IN_FORCE]
    ended = {row.interruption_id for row in in_force if row.kind == Kind.RESUMPTION}
    return [row for row in in_force if row.kind == Kind.INTERRUPTION and row.to_on is None and row.pk not in ended]
