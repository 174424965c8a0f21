"""Where would somebody learn most of what is left to learn?

The plan knows which aims are open, the company's approvals know who teaches each aim, and where. Aims meet by their
code, which is the same in each version of a curriculum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from urllib.parse import urlencode

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships.models import Placement
from companies.models import AimCoverage, Establishment
from companies.states import ApprovalState
from okportal.norwegian import sort_key
from okportal.offices.scope import office_url
from training.models import PlanAim

By = AimCoverage.CoveredBy
OVER = (ApprovalState.REFUSED, ApprovalState.WITHDRAWN, ApprovalState.LAPSED)
MOST_PROPOSALS = 5


@dataclass
class Proposal:
    """One place. `aims` are the positions in the plan of the open aims that it covers, `of` how many are open."""

    place: str
    is_partner: bool
    of: int
    aims: list[int] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    establishment_id: int | None = None
    was_there_until: date | None = None

    @property
    def sentence(self) -> str:
        """Why this place, in one sentence."""
        words = ngettext(
            "%(covered)s of %(open)s open aim is covered at %(place)s.",
            "%(covered)s of %(open)s open aims are covered at %(place)s.",
            self.of,
        )
        return words % {"covered": len(self.aims), "open": self.of, "place": self.place}

    @property
    def what(self) -> str:
        """What is learned there, as a placement keeps it."""
        text = _("Aims %(numbers)s") % {"numbers": ", ".join(map(str, self.aims))}
        return (text if self.establishment_id else f"{self.place}: {text}")[:300]


def propose(open_aims: dict, coverage: Iterable[AimCoverage]) -> list[Proposal]:
    """The places by how many of `open_aims` ({code: position}) they cover, most first; pure."""
    found = {}
    for row in coverage:
        if row.aim.code not in open_aims or row.covered_by not in (By.HERE, By.PARTNER):
            continue
        place, is_partner = _place_of(row)
        one = found.setdefault(sort_key(place), Proposal(place, is_partner, of=len(open_aims)))
        if open_aims[row.aim.code] not in one.aims:
            one.aims.append(open_aims[row.aim.code])
        if row.person and not is_partner and row.person.name not in one.people:
            one.people.append(row.person.name)
    for one in found.values():
        one.aims.sort()
    return sorted(found.values(), key=lambda one: (-len(one.aims), sort_key(one.place)))


def _place_of(row) -> tuple[str, bool]:
    if row.covered_by == By.PARTNER:
        return row.partner, True
    return row.place or str(row.approval.establishment or row.approval.company), False


def proposals_for(member, apprenticeship) -> tuple[int, int, list[Proposal]]:
    """How many aims are open, how many of them no place covers, and where to go next. Four queries."""
    left = PlanAim.objects.visible_to(member).filter(plan__apprenticeship=apprenticeship, reached_on__isnull=True)
    open_aims = {row.aim.code: row.position for row in left.select_related("aim")}
    coverage = AimCoverage.objects.visible_to(member).filter(
        approval__company_id=apprenticeship.company_id, approval__trade_id=apprenticeship.trade_id
    )
    coverage = coverage.exclude(approval__state__in=OVER)
    found = propose(open_aims, coverage.select_related("aim", "person", "approval__establishment", "approval__company"))
    covered = set(chain.from_iterable(one.aims for one in found))
    _add_rows(member, apprenticeship, found)
    # Where somebody has not been yet goes before where they have.
    ranked = sorted(found, key=lambda one: (-len(one.aims), one.was_there_until is not None))
    return len(open_aims), len(open_aims) - len(covered), ranked[:MOST_PROPOSALS]


def _add_rows(member, apprenticeship, proposals):
    """The office's own rows behind a name that was typed: the place of work, and until when somebody was there."""
    places = Establishment.objects.visible_to(member).filter(company_id=apprenticeship.company_id)
    by_name = {sort_key(place.name): place.pk for place in places}
    rows = Placement.objects.visible_to(member).filter(apprenticeship=apprenticeship).with_place()
    until = {}
    for row in rows:
        name = sort_key(str(row.establishment or row.company))
        until[name] = max(until.get(name, row.to_on), row.to_on)
    for one in proposals:
        one.establishment_id = by_name.get(sort_key(one.place))
        one.was_there_until = until.get(sort_key(one.place))


def free_from(member, apprenticeship) -> date:
    """The day after everything that is planned, and not before today."""
    rows = Placement.objects.visible_to(member).filter(apprenticeship=apprenticeship, to_on__gte=member.today)
    last = rows.aggregate(Max("to_on"))["to_on__max"]
    begins = max(member.today, apprenticeship.start_on or member.today)
    return last + timedelta(days=1) if last else begins


def placing_url(apprenticeship, proposal, from_on) -> str:
    """Where the placement is written, with what is proposed filled in."""
    known = {"from_on": from_on.isoformat(), "aims": proposal.what}
    # A partner is a name here: which member it is, the advisor knows.
    known["company"] = "" if proposal.is_partner else apprenticeship.company_id
    if proposal.establishment_id:
        known["establishment"] = proposal.establishment_id
    return f"{office_url('apprenticeships:add_placement', apprenticeship.pk)}?{urlencode(known)}"
