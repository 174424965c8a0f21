"""Do type, dates, credit and own aims go together?"""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts import aims
from contracts.ledger import calculate
from contracts.models import Contract, Handover
from contracts.problems.problem import Problem, at_step
from contracts.reckoning.inputs import agreed_inputs, figures_on
from contracts.states import HANDOVER_OPEN, IN_FORCE, OPEN, ContractState, HandoverState
from contracts.types import KIND_OF_CANDIDATE, type_of

SMALL_POSITION = 50  # percent; below it the county usually asks how all aims can be reached


def problems(contract: Contract, today: datetime.date) -> Iterator[Problem]:
    yield from _dates(contract, today)
    yield from _type(contract)
    yield from _practice(contract, today)
    yield from _others(contract)
    if contract.position_percent < SMALL_POSITION:
        yield Problem(
            "small_position", _("The position is less than half of a full one."), is_blocker=False,
            way_out=_("Ask the county authority whether all aims can be reached."), **at_step(contract, "arbeid"),
        )  # fmt: skip


def _dates(contract, today) -> Iterator[Problem]:
    here = at_step(contract, "periode")
    if contract.start_on is None:
        yield Problem("start_missing", _("The first day of the training is missing."), **here)
        return
    if contract.start_on < today:
        yield Problem(
            "start_passed", _("The training starts before today."), is_blocker=False,
            way_out=_("The contract shall be written before the training starts (opplæringslova § 7-2)."), **here,
        )  # fmt: skip
    if contract.end_on != contract.calculated_end_on and not contract.other_end_because:
        yield Problem(
            "other_end_unsaid", _("Another last day than the reckoned one is agreed, and nobody says why."),
            way_out=_("Write the reason, or leave the other last day empty."), **here,
        )  # fmt: skip
    if any(remark.code == "credit_cut" for remark in calculate(agreed_inputs(contract)).remarks):
        yield Problem(
            "credit_too_long", _("There is more credit than the training period allows."), is_blocker=False,
            way_out=_("Look the credit over. Only so much of it counts that the shortest training is left."), **here,
        )  # fmt: skip


def _type(contract) -> Iterator[Problem]:
    if contract.kind != KIND_OF_CANDIDATE[contract.apprenticeship.candidate_type]:
        yield Problem(
            "kind_differs",
            _("The contract type does not fit the candidate type (%(type)s).")
            % {"type": contract.apprenticeship.get_candidate_type_display()},
            is_blocker=False, **at_step(contract, "type"),
        )  # fmt: skip
    if not type_of(contract).has_own_aims:
        return
    here = at_step(contract, "mal")
    if aims.curriculum_of(contract) is None:
        yield Problem(
            "no_curriculum", _("No curriculum is known for the trade, so that no own aims can be chosen."),
            way_out=_("Choose one on the apprentice's page."), url=contract.apprenticeship.get_absolute_url(),
            step="mal",
        )  # fmt: skip
    elif not contract.aim_codes:
        yield Problem(
            "no_aims", _("No own aims are chosen."),
            way_out=_("A training candidate works towards aims of their own, at least one (opplæringslova § 7-1)."),
            **here,
        )  # fmt: skip


def _practice(contract, today) -> Iterator[Problem]:
    """On the job: a year of full-time practice at least, before the contract; four years in all (§ 9-58)."""
    if not type_of(contract).has_practice_before:
        return
    here, practice = at_step(contract, "periode"), contract.practice_before_months
    figures = figures_on(contract.apprenticeship.county, contract.start_on or today)
    least, in_all = figures.practice_before_months, figures.on_the_job_months
    if practice is None:
        yield Problem("practice_missing", _("How long the practice before the contract was, is missing."), **here)
    elif practice < least:
        words = ngettext(
            "The practice before the contract is shorter than %(least)s month in full time.",
            "The practice before the contract is shorter than %(least)s months in full time.",
            least,
        )
        yield Problem(
            "little_practice", words % {"least": least},
            way_out=_("Wait until there is enough, or ask the county authority (regulation § 9-58)."), **here,
        )  # fmt: skip
    elif practice + contract.months < in_all:
        yield Problem(
            "short_in_all",
            _("Practice and contract are %(months)s months together; the county reckons with %(in_all)s.")
            % {"months": practice + contract.months, "in_all": in_all},
            is_blocker=False, way_out=_("Let the contract last longer, or say in the remarks why not."), **here,
        )  # fmt: skip


def _others(contract) -> Iterator[Problem]:
    """One contract at a time for one person: in this training, and in any other whose days overlap."""
    training = contract.apprenticeship
    same = Q(apprenticeship=training.pk, state__in=OPEN | IN_FORCE)
    if contract.start_on and contract.end_on:
        same |= Q(
            apprenticeship__apprentice=training.apprentice_id, state__in=(OPEN | IN_FORCE) - {ContractState.DRAFT},
            start_on__lte=contract.end_on, end_on__gte=contract.start_on,
        )  # fmt: skip
    # The contract that a change of company leaves behind ends the day before this one begins.
    left = Handover.objects.filter(new_contract=contract, state__in=HANDOVER_OPEN).values("contract_id")
    # A draft that was for a change called off, kept because it had been sent once, begins nothing any more.
    off = Handover.objects.filter(
        state=HandoverState.CANCELLED, new_contract__state=ContractState.DRAFT, contract__apprenticeship=training.pk
    ).values("new_contract_id")
    others = Contract.objects.filter(same).exclude(pk=contract.pk)
    other = others.exclude(pk__in=left).exclude(pk__in=off).first()
    if other is None:
        return
    sentence = (
        _("Contract %(number)s for the same training is still open (%(state)s).")
        if other.apprenticeship_id == training.pk
        else _("Contract %(number)s for the same person lasts on some of the same days (%(state)s).")
    )
    yield Problem(
        "overlap", sentence % {"number": other.number, "state": other.get_state_display()},
        way_out=_("End it, or go on with it."), url=other.get_absolute_url(), step="type",
    )  # fmt: skip
