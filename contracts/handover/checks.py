"""What stands in the way of a change of company, what should one think about first, and what will it change?"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from apprenticeships.actions.changing_company import refuse_newer_parts
from contracts.amending.as_of import position_on
from contracts.handover import amendments, grant_split
from contracts.models import Handover
from contracts.problems import Problem
from contracts.problems.company import judged, may_train
from contracts.states import ENDING_OPEN, ContractState
from okportal.errors import Refused
from okportal.offices.scope import office_url

FURTHEST_BACK = datetime.timedelta(days=60)  # further back, one no longer corrects a day but writes history anew
REASON, COMPANY, ASSESSMENT, AIMS, CHECK = "grunn", "ny-bedrift", "vurdering", "maal", "kontroll"


@dataclass(frozen=True)
class Consequence:
    """What the change does to one thing, in words."""

    title: Any
    text: str


def before_planning(handover: Handover, today: datetime.date) -> list[Problem]:
    """Blockers first; what cannot be judged before the company is chosen, is not. Load it `with_people()`."""
    found = [*_contract(handover), *amendments.under_way(handover), *_day(handover, today)]
    if handover.new_company is None:
        found.append(_missing(handover, "no_company", _("The new company is missing."), COMPANY))
    else:
        found += [*_company(handover, today), *_people(handover, today)]
    if not handover.assessment:
        found.append(
            Problem(
                "no_assessment", _("There is no closing assessment."), is_blocker=False, step=ASSESSMENT,
                way_out=_("Write it, or ask the training supervisor of the company that is left."),
                url=page(handover, ASSESSMENT),
            )
        )  # fmt: skip
    return sorted(found, key=lambda problem: not problem.is_blocker)


def before_switching(handover: Handover, today: datetime.date) -> list[Problem]:
    """What still stands in the way on the day itself: blockers only."""
    found = [*before_planning(handover, today), *_other_end(handover)]
    return [problem for problem in found if problem.is_blocker]


def _other_end(handover) -> Iterator[Problem]:
    """The last day was taken over when it was planned; an extension since then would get lost."""
    old, new = handover.contract, handover.new_contract
    if old.end_on == new.end_on:
        return
    with override(new.language):
        is_said = new.other_end_because not in ("", same_end_because(old))
    if not is_said:
        yield Problem(
            "other_end",
            _("Contract %(old)s ends on %(old_end)s, and contract %(new)s with the new company on %(new_end)s.")
            % {"old": old.number, "old_end": _written(old.end_on), "new": new.number, "new_end": _written(new.end_on)},
            way_out=_(
                "Correct the plan and plan it once more, so that both say the same day, or write in the new contract "
                "why another last day is agreed."
            ),
            url=new.get_absolute_url(),
        )  # fmt: skip


def same_end_because(old) -> str:
    """Why the new contract's last day is not the reckoned one; in the language that is active."""
    return _("The training goes on from contract %(number)s until the same last day.") % {"number": old.number}


def _contract(handover) -> Iterator[Problem]:
    contract = handover.contract
    if contract.state != ContractState.ACTIVE:
        yield Problem(
            "not_in_force", _("Contract %(number)s is not in force.") % {"number": contract.number},
            way_out=_("Only somebody in training changes company. Before that, correct the apprentice's page."),
            url=contract.get_absolute_url(),
        )  # fmt: skip
    if ending := contract.endings.filter(state__in=ENDING_OPEN).first():
        yield Problem(
            "ending", _("The contract is being ended: %(kind)s.") % {"kind": ending},
            way_out=_("Go on with that, or drop it first."), url=ending.get_absolute_url(),
        )  # fmt: skip


def _day(handover, today) -> Iterator[Problem]:
    if handover.contract.state != ContractState.ACTIVE:
        return  # that alone stands in the way
    if handover.on is None:
        yield _missing(handover, "no_day", _("The first day in the new company is missing."), COMPANY)
        return
    try:
        check_day(handover, handover.on, today)
        refuse_newer_parts(handover.contract.apprenticeship, handover.on)
    except Refused as refusal:
        yield Problem("day", refusal.message, way_out=refusal.way_out, url=page(handover, COMPANY), step=COMPANY)
        return
    if handover.on < today:
        yield Problem(
            "day_passed", _("The first day in the new company has passed."), is_blocker=False, step=COMPANY,
            way_out=_("The county authority must consent to a change before it is made (opplæringslova § 7-2)."),
            url=page(handover, COMPANY),
        )  # fmt: skip


def check_day(handover, on, today):
    """Raises Refused, at the field `on`, for a day that cannot be the first in another company."""
    contract, words = handover.contract, {"day": _written(today - FURTHEST_BACK)}
    if contract.state != ContractState.ACTIVE:
        raise Refused(_("Contract %(number)s is not in force.") % {"number": contract.number}, field="on")
    if on < today - FURTHEST_BACK:
        raise Refused(
            _("This day is more than 60 days back."), field="on",
            way_out=_("Choose %(day)s or a later day.") % words,
        )  # fmt: skip
    if on <= contract.start_on:
        raise Refused(
            _("The training began on %(day)s.") % {"day": _written(contract.start_on)}, field="on",
            way_out=_("Choose a later day; before the training begins the contract itself is corrected."),
        )  # fmt: skip
    if on > contract.end_on:
        raise Refused(
            _("The contract ends on %(day)s.") % {"day": _written(contract.end_on)}, field="on",
            way_out=_("Choose an earlier day, or ask the county authority to extend the contract first."),
        )  # fmt: skip


def _company(handover, today) -> Iterator[Problem]:
    company, training, day = handover.new_company, handover.contract.apprenticeship, handover.on or today
    if company.pk == handover.old_company_id:
        yield Problem(
            "same_company", _("The new company is the old one."), step=COMPANY, url=page(handover, COMPANY),
            way_out=_("Another place of work or supervisor in the same company is a change of the contract."),
        )  # fmt: skip
        return
    here = page(handover, COMPANY)
    yield from may_train(training, company, handover.new_establishment, day, url=here, step=COMPANY)


def _people(handover, today) -> Iterator[Problem]:
    supervisor, here = handover.new_supervisor, {"step": COMPANY, "url": page(handover, COMPANY)}
    if supervisor is None:
        yield Problem(
            "no_supervisor", _("No training supervisor is named in the new company."),
            way_out=_("Each training company has at least one (opplæringslova § 7-6)."), **here,
        )  # fmt: skip
        return
    if supervisor.to_on and supervisor.to_on < (handover.on or today):
        yield Problem(
            "supervisor_left", _("%(name)s is not in the company on the first day.") % {"name": supervisor},
            way_out=_("Name another training supervisor."), **here,
        )  # fmt: skip
    elif not (found := judged(supervisor, handover.contract.apprenticeship, handover.on or today)).is_met:
        yield Problem(
            "not_qualified", _("%(name)s has no qualification for this trade on paper.") % {"name": supervisor},
            is_blocker=False, way_out=found.reason, **here,
        )  # fmt: skip


def _missing(handover, code, message, step) -> Problem:
    return Problem(code, message, step=step, url=page(handover, step))


def consequences(handover: Handover) -> list[Consequence]:
    """Needs a day and a new company."""
    words = {
        "old": handover.old_company, "new": handover.new_company, "day": _written(handover.on),
        "before": _written(handover.on - datetime.timedelta(days=1)), "number": handover.contract.number,
    }  # fmt: skip
    return [
        Consequence(_("Access"), _(
            "From %(day)s the people of %(new)s open the file, and those of %(old)s no longer. What they wrote "
            "themselves, %(old)s can still read."
        ) % words),
        Consequence(_("People"), _(
            "Training supervisor and instructor change on %(day)s; who had the part before, had it until %(before)s. "
            "The office's advisor stays."
        ) % words),
        Consequence(_("Placements"), _cut(handover, words)),
        Consequence(_("Talks"), _("Planned half-year talks go on, with the new company's people.")),
        Consequence(_("Trade test"), _("The registration for the test follows the new contract.")),
        Consequence(_("Contract"), _(
            "Contract %(number)s ends on %(before)s. A new one with %(new)s is drafted for the time that is left; the "
            "county authority must approve it (opplæringslova § 7-2)."
        ) % words),
        Consequence(_("Position"), _("The new contract begins with the position of that day: %(percent)s percent.") % {
            "percent": position_on(handover.contract, handover.contract.amendments.in_force(), handover.on)
        }),
        Consequence(_("Employment"), _(
            "The employment is an agreement of its own (opplæringslova § 7-4): %(old)s ends it, and %(new)s makes a "
            "new one."
        ) % words),
        Consequence(_("Grant"), grant_in_words(handover)),
    ]  # fmt: skip


def _cut(handover, words) -> str:
    placements = handover.contract.apprenticeship.placements
    count = placements.filter(company=handover.old_company_id, to_on__gte=handover.on).count()
    if not count:
        return _("None at %(old)s lies after %(before)s.") % words
    return ngettext(
        "One placement at %(old)s ends on %(before)s, or falls away if it begins later.",
        "%(count)s placements at %(old)s end on %(before)s, or fall away if they begin later.", count,
    ) % (words | {"count": count})  # fmt: skip


def grant_in_words(handover: Handover) -> str:
    old, new = grant_split.split(handover.contract.start_on, handover.on, handover.contract.end_on)
    words = {
        "old": handover.old_company, "old_months": number(old.months), "old_from": _written(old.from_on),
        "old_to": _written(old.to_on), "new": handover.new_company, "new_months": number(new.months),
        "new_from": _written(new.from_on), "new_to": _written(new.to_on),
    }  # fmt: skip
    return _(
        "%(old)s has %(old_months)s months, from %(old_from)s to %(old_to)s, and %(new)s %(new_months)s months, from "
        "%(new_from)s to %(new_to)s. The county authority divides the grant (regulation § 6-15)."
    ) % words  # fmt: skip


def page(handover: Handover, step: str) -> str:
    return office_url("contracts:handover_step", handover.contract_id, handover.pk, step)


def number(months) -> str:
    """Months as one writes them: 10 or 10,5."""
    return f"{months.normalize():f}".replace(".", ",") if months % 1 else str(int(months))


def _written(day) -> str:
    return date_format(day, "DATE_FORMAT")
