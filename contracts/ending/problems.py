"""What does the law demand before a contract ends this way, and what is missing still?

Opplæringslova § 7-3: both agree, and the company tells the county authority in writing before; or the county authority
decides. It must when the apprentice wishes in writing to stop; when the company demands it, the apprentice is heard
orally first.
"""

import datetime
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.amending.pauses import without_last_day
from contracts.ending.test_results import Result, results_of
from contracts.models import Amendment, Ending
from contracts.problems import Problem
from contracts.states import AMENDMENT_OPEN, ContractState, EndingState

Kind, Side = Ending.Kind, Ending.Side


def before_beginning(contract, kind: str, demanded_by: str, today: datetime.date) -> list[Problem]:
    """What makes this way the wrong one; all are blockers. The contract is approved or in force."""
    never_began = contract.state == ContractState.APPROVED
    found = []
    if kind == Kind.COMPANY_CHANGE:
        found.append(Problem("company_change", _("A change of company has a page of its own.")))
    if kind == Kind.RESCISSION and not demanded_by:
        found.append(Problem("demanded_by", _("Say who demands it.")))
    if kind == Kind.COMPLETED and never_began:
        found.append(Problem("never_began", _("The training has not begun.")))
    if kind == Kind.LAPSE and not never_began and contract.end_on >= today:
        found.append(Problem(
            "runs", _("The training period runs until %(day)s.") % {"day": _day(contract.end_on)},
            way_out=_(
                "Before that the contract ends by agreement, or by the county authority's decision "
                "(opplæringslova § 7-3)."
            ),
        ))  # fmt: skip
    return found


def of_company_change(contract) -> Iterator[Problem]:
    """A change of company on its way counts on a contract that goes on. One query."""
    if change := contract.handovers.open().select_related("old_company", "new_company").first():
        yield Problem(
            "company_change_under_way", _("A change of company is under way: %(change)s.") % {"change": change},
            way_out=_("Call off the change of company first."), url=change.get_absolute_url(),
        )  # fmt: skip


def before_telling(ending: Ending, told_on: datetime.date, today: datetime.date) -> Iterator[Problem]:
    """What must be in place on the day that the county authority is told in writing; `code` is the form's field."""
    if told_on > today:
        yield Problem("told_on", _("This day lies in the future."))
    if ending.kind == Kind.COMPLETED or ending.demanded_by == Side.COUNTY:
        yield Problem("told_on", _("The county authority need not be told of this."))
    if ending.kind == Kind.MUTUAL:
        yield from _before_notice(ending, told_on)
    if ending.demanded_by == Side.CANDIDATE:
        yield from _wish(ending)
        yield from _in_order(
            "told_on", ending.wished_on, told_on, _("The wish is of %(day)s: it cannot be passed on before.")
        )
    if ending.demanded_by == Side.COMPANY:
        yield from _heard(ending)
        yield from _in_order(
            "told_on", ending.heard_on, told_on,
            _("The apprentice was heard on %(day)s: the demand cannot be sent before (opplæringslova § 7-3)."),
        )  # fmt: skip


def before_finishing(ending: Ending, today: datetime.date) -> list[Problem]:
    """Blockers first. Load the ending with its contract; asks for the test result where it counts."""
    found = [*of_company_change(ending.contract), *_last_day(ending, today), *_OF_KIND[ending.kind](ending, today)]
    return sorted(found, key=lambda problem: not problem.is_blocker)


def in_the_future(ending: Ending, today: datetime.date) -> str:
    """The first field with a day that has been, by its own nature, and lies ahead; "" without one."""
    past = ("agreed_on", "wished_on", "heard_on", "decided_on")
    return next((name for name in past if getattr(ending, name) and getattr(ending, name) > today), "")


def _last_day(ending, today) -> Iterator[Problem]:
    contract = ending.contract
    if ending.last_on is None:
        yield Problem("last_on", _("The last day is missing."))
        return
    if ending.last_on > today:
        yield Problem(
            "ahead", _("The last day is %(day)s, and has not come yet.") % {"day": _day(ending.last_on)},
            way_out=_("Finish when it has come."),
        )  # fmt: skip
    if ending.last_on < contract.start_on <= today:
        yield Problem("last_on", _("The last day cannot lie before the first."))
    if ending.kind in {Kind.MUTUAL, Kind.RESCISSION} and ending.last_on > contract.end_on:
        yield Problem(
            "last_on", _("The contract runs out before that, on %(day)s.") % {"day": _day(contract.end_on)}
        )  # fmt: skip


def _mutual(ending, today) -> Iterator[Problem]:
    if ending.state == EndingState.BEGUN:
        yield Problem(
            "told_on", _("The county authority has not been told in writing."),
            way_out=_("The company tells it before the last day (opplæringslova § 7-3). Make the notice below."),
        )  # fmt: skip
    if ending.told_on:
        yield from _before_notice(ending, ending.told_on)
        yield from _told_early(ending)
    elif ending.agreed_on is None:
        yield _not_agreed()
    if ending.document_id is None:
        yield Problem(
            "document", _("The signed agreement is not kept here."), is_blocker=False,
            way_out=_("Upload it when both have signed."),
        )  # fmt: skip


def _before_notice(ending, told_on) -> Iterator[Problem]:
    if ending.agreed_on is None:
        yield _not_agreed()
    if ending.last_on is None:
        yield Problem("last_on", _("The last day is missing: the notice says it."))
    elif told_on > ending.last_on:
        yield Problem(
            "told_on", _("The last day was %(day)s: the county authority is told before.")
            % {"day": _day(ending.last_on)},
            way_out=_("Agree on a later last day (opplæringslova § 7-3)."),
        )  # fmt: skip


def _told_early(ending) -> Iterator[Problem]:
    """In the order of the law: the county authority first. But then the notice cannot say what was agreed later."""
    if ending.agreed_on and ending.told_on < ending.agreed_on:
        yield Problem(
            "told_early", _("The county authority was told before both had agreed in writing."), is_blocker=False,
            way_out=_("See that it knows the last day that was agreed."),
        )  # fmt: skip


def _not_agreed() -> Problem:
    return Problem(
        "agreed_on", _("The day both agreed in writing is missing."),
        way_out=_("Make the agreement below, and let both sign it."),
    )  # fmt: skip


def _rescission(ending, today) -> Iterator[Problem]:
    if ending.demanded_by != Side.COUNTY:
        if ending.told_on is None:
            yield Problem(
                "told_on", _("The demand has not been sent to the county authority."),
                way_out=_("Make it below, send it, and write down the day."),
            )  # fmt: skip
            yield from _wish(ending) if ending.demanded_by == Side.CANDIDATE else _heard(ending)
        else:
            yield from before_telling(ending, ending.told_on, today)
    if ending.decided_on is None or not ending.case_number:
        yield Problem(
            "decided_on" if ending.decided_on is None else "case_number",
            _("The county authority's decision is missing, with its day and case number."),
            way_out=_("Only the county authority can rescind a contract (opplæringslova § 7-3)."),
        )  # fmt: skip
    yield from _in_order(
        "decided_on", ending.told_on, ending.decided_on,
        _("The demand was sent on %(day)s: the decision cannot be older."),
    )  # fmt: skip
    if ending.decided_on and ending.last_on and ending.last_on < ending.decided_on:
        yield Problem(
            "last_on_early", _("The last day lies before the decision."), is_blocker=False,
            way_out=_("See that the county authority's letter says the same."),
        )  # fmt: skip


def _wish(ending) -> Iterator[Problem]:
    if ending.wished_on is None or ending.document_id is None:
        yield Problem(
            "wished_on" if ending.wished_on is None else "document",
            _("The apprentice's written wish is missing, with its day and the paper itself."),
            way_out=_("With it the county authority must rescind the contract (opplæringslova § 7-3)."),
        )  # fmt: skip


def _heard(ending) -> Iterator[Problem]:
    if ending.heard_on is None:
        yield Problem(
            "heard_on", _("The apprentice has not been heard orally."),
            way_out=_("That comes before the demand (opplæringslova § 7-3). Make the summons below."),
        )  # fmt: skip


def _lapse(ending, today) -> Iterator[Problem]:
    contract = ending.contract
    if contract.state == ContractState.APPROVED:
        return
    yield from _stands_still(contract)
    if contract.end_on >= today:
        yield from before_beginning(contract, Kind.LAPSE, "", today)
    if ending.last_on and ending.last_on < contract.end_on:
        yield Problem("last_on", _too_early(contract))
    extending = contract.amendments.filter(kind=Amendment.Kind.EXTENSION, state__in=sorted(AMENDMENT_OPEN))
    if extending.exists():
        yield Problem(
            "extension", _("An extension of this contract is under way."),
            way_out=_("Bring it to its end, or withdraw it, first."),
        )  # fmt: skip
    result = _result(contract)
    if result and result.is_passed:
        yield Problem(
            "passed", _("The test is passed."), way_out=_("Drop this, and close the contract as completed.")
        )  # fmt: skip


def _stands_still(contract) -> Iterator[Problem]:
    if without_last_day().filter(contract=contract).exists():
        yield Problem(
            "stands_still", _("The training stands still, and nobody knows yet until when."),
            way_out=_("Register first on which day it went on: the last day moves by what was lost."),
        )  # fmt: skip


def _completed(ending, today) -> Iterator[Problem]:
    contract = ending.contract
    yield from _stands_still(contract)
    if ending.last_on and ending.last_on < contract.end_on:
        yield Problem(
            "last_on", _too_early(contract),
            way_out=_("The certificate demands the whole training period (regulation § 9-55)."),
        )  # fmt: skip
    result = _result(contract)
    if result is None:
        yield Problem(
            "no_result", _("No result of the test is registered."), is_blocker=False,
            way_out=_("Register it first, if you know it."),
        )  # fmt: skip
    elif not result.is_passed:
        yield Problem(
            "failed", _("The test was not passed."),
            way_out=_("Ask the county authority for an extension and a new test, or let the contract lapse."),
        )  # fmt: skip


def _company_change(ending, today) -> Iterator[Problem]:
    yield Problem("company_change", _("A change of company has a page of its own."))


_OF_KIND = {
    Kind.MUTUAL: _mutual, Kind.RESCISSION: _rescission, Kind.LAPSE: _lapse, Kind.COMPLETED: _completed,
    Kind.COMPANY_CHANGE: _company_change,
}  # fmt: skip


def _result(contract) -> Result | None:
    return results_of([contract.pk]).get(contract.pk)


def _too_early(contract) -> str:
    return _("The training period runs until %(day)s.") % {"day": _day(contract.end_on)}


def _in_order(code, first, then, words) -> Iterator[Problem]:
    """A problem when `then` lies before `first`; one that is missing is told elsewhere."""
    if first and then and then < first:
        yield Problem(code, words % {"day": _day(first)})


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")
