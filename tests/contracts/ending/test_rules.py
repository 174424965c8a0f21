"""Does a contract end only when what opplæringslova § 7-3 demands is done, in the right order?"""

from datetime import timedelta

import pytest

from contracts.actions.guided_ending import finish_ending, tell_county
from contracts.ending.problems import before_finishing
from contracts.models import Amendment, Contract, Ending
from contracts.states import ContractState, EndingState
from exams.models import Registration
from okportal.errors import Refused

DAY = timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def blockers(ending, today):
    ending.contract = Contract.objects.with_people().get(pk=ending.contract_id)
    return {problem.code for problem in before_finishing(ending, today) if problem.is_blocker}


def warnings(ending, today):
    ending.contract = Contract.objects.with_people().get(pk=ending.contract_id)
    return {problem.code for problem in before_finishing(ending, today) if not problem.is_blocker}


def set_result(here, state, today):
    Registration.objects.filter(pk=here.rows.registration.pk).update(state=state, result_on=today)


# --- both agree
def test_mutual_from_begin_to_end(begun, fill, running, advisor, today, paper):
    ending = begun("mutual")
    assert blockers(ending, today) == {"last_on", "told_on", "agreed_on"}
    ending = fill(ending, agreed_on=today - DAY, last_on=today, document=paper)
    assert ending.document.name == "avtale.pdf"
    with pytest.raises(Refused, match="not been told"):
        finish_ending(ending=ending, by=advisor)
    assert fresh(running).state == ContractState.ACTIVE
    tell_county(ending=ending, told_on=today, by=advisor)
    assert finish_ending(ending=ending, by=advisor).state == EndingState.DONE
    contract = fresh(running)
    assert (contract.state, contract.ended_on) == (ContractState.ENDED, today)
    assert contract.apprenticeship.state == "ended"


@pytest.mark.parametrize(
    ("agreed", "told", "last", "is_right"),
    [
        (-3, -2, 0, True),
        (-3, 0, 0, True),  # on the last day itself
        (-3, -1, -2, False),  # after the last day
        (-2, -2, 0, True),  # the day it was agreed
        (-2, -3, 0, True),  # before it was agreed: the law asks for no other order
        (-3, 1, 5, False),  # tomorrow has not been
        (-3, -2, 9, True),  # the last day may lie ahead
    ],
)
def test_mutual_county_is_told_in_time(begun, fill, advisor, today, agreed, told, last, is_right):
    ending = fill(begun("mutual"), agreed_on=today + agreed * DAY, last_on=today + last * DAY)
    told_on = today + told * DAY
    if is_right:
        assert tell_county(ending=ending, told_on=told_on, by=advisor).told_on == told_on
    else:
        with pytest.raises(Refused) as refusal:
            tell_county(ending=ending, told_on=told_on, by=advisor)
        assert refusal.value.field == "told_on"
        assert fresh(ending).state == EndingState.BEGUN


def test_mutual_told_before_it_was_agreed_is_worth_a_thought(begun, fill, advisor, today, paper):
    ending = fill(begun("mutual"), agreed_on=today - 2 * DAY, last_on=today, document=paper)
    tell_county(ending=ending, told_on=today - 3 * DAY, by=advisor)
    assert (blockers(fresh(ending), today), warnings(fresh(ending), today)) == (set(), {"told_early"})
    fill(ending, told_on=today - 2 * DAY)
    assert warnings(fresh(ending), today) == set()
    assert finish_ending(ending=ending, by=advisor).state == EndingState.DONE


@pytest.mark.parametrize("missing", ["agreed_on", "last_on"])
def test_mutual_notice_needs_what_it_says(begun, fill, advisor, today, missing):
    facts = {"agreed_on": today - DAY, "last_on": today} | {missing: None}
    ending = fill(begun("mutual"), **facts)
    with pytest.raises(Refused, match="missing"):
        tell_county(ending=ending, told_on=today, by=advisor)


@pytest.mark.parametrize(("ahead", "is_right"), [(0, True), (1, False)])
def test_finish_waits_for_the_last_day(begun, fill, advisor, today, ahead, is_right):
    ending = fill(begun("mutual"), agreed_on=today, last_on=today + ahead * DAY)
    tell_county(ending=ending, told_on=today, by=advisor)
    if is_right:
        assert finish_ending(ending=ending, by=advisor).state == EndingState.DONE
    else:
        with pytest.raises(Refused, match="has not come yet"):
            finish_ending(ending=ending, by=advisor)


def test_last_day_after_the_contract_or_before_its_start_is_refused(begun, fill, running, today):
    ending = fill(begun("mutual"), last_on=running.end_on + DAY)
    assert "last_on" in blockers(ending, today)
    ending = fill(ending, last_on=running.start_on - DAY)
    assert "last_on" in blockers(ending, today)
    ending = fill(ending, last_on=running.start_on)
    assert "last_on" not in blockers(ending, today)


def test_told_day_can_be_corrected_but_not_taken_away(begun, fill, advisor, today):
    ending = fill(begun("mutual"), agreed_on=today - 3 * DAY, last_on=today)
    tell_county(ending=ending, told_on=today, by=advisor)
    assert fill(ending, told_on=today - DAY).told_on == today - DAY
    for told_on in (None, today + DAY):
        with pytest.raises(Refused):
            fill(ending, told_on=told_on)
    with pytest.raises(Refused):
        fill(ending, last_on=today - 2 * DAY)  # before the county was told
    assert fresh(ending).told_on == today - DAY


# --- the county authority decides
def test_rescission_by_wish_needs_the_paper_and_the_decision(begun, fill, running, advisor, today, paper):
    ending = begun("rescission", "candidate")
    with pytest.raises(Refused, match="written wish"):
        tell_county(ending=ending, told_on=today, by=advisor)
    ending = fill(ending, wished_on=today - 2 * DAY, last_on=today)
    with pytest.raises(Refused, match="written wish"):
        tell_county(ending=ending, told_on=today, by=advisor)
    ending = fill(ending, document=paper)
    with pytest.raises(Refused, match="cannot be passed on before"):
        tell_county(ending=ending, told_on=today - 3 * DAY, by=advisor)
    tell_county(ending=ending, told_on=today - 2 * DAY, by=advisor)
    ending = fill(fresh(ending), decided_on=today)
    assert blockers(ending, today) == {"case_number"}
    with pytest.raises(Refused, match="decision is missing"):
        finish_ending(ending=ending, by=advisor)
    fill(ending, case_number="26/77")
    finish_ending(ending=ending, by=advisor)
    assert fresh(running).state == ContractState.ENDED


@pytest.mark.parametrize(("heard", "is_right"), [(-1, True), (0, True), (None, False)])
def test_rescission_by_the_company_is_heard_first(begun, fill, advisor, today, heard, is_right):
    ending = begun("rescission", "company")
    if heard is not None:
        ending = fill(ending, heard_on=today + heard * DAY)
    if is_right:
        assert tell_county(ending=ending, told_on=today, by=advisor).state == EndingState.TOLD
    else:
        with pytest.raises(Refused, match="not been heard"):
            tell_county(ending=ending, told_on=today, by=advisor)


def test_demand_before_the_hearing_is_refused(begun, fill, advisor, today):
    ending = fill(begun("rescission", "company"), heard_on=today)
    with pytest.raises(Refused, match="cannot be sent before"):
        tell_county(ending=ending, told_on=today - DAY, by=advisor)


def test_rescission_by_the_county_needs_no_demand(begun, fill, running, advisor, today):
    ending = begun("rescission", "county")
    with pytest.raises(Refused, match="need not be told"):
        tell_county(ending=ending, told_on=today, by=advisor)
    ending = fill(ending, decided_on=today, case_number="26/9", last_on=today)
    assert finish_ending(ending=ending, by=advisor).state == EndingState.DONE
    assert fresh(running).state == ContractState.ENDED


def test_decision_is_not_older_than_the_demand_and_last_day_is_looked_at(begun, fill, advisor, today):
    ending = fill(begun("rescission", "company"), heard_on=today - 5 * DAY, last_on=today - 3 * DAY)
    tell_county(ending=ending, told_on=today - 4 * DAY, by=advisor)
    ending = fill(fresh(ending), decided_on=today - 5 * DAY, case_number="1")
    assert blockers(ending, today) == {"decided_on"}
    ending = fill(ending, decided_on=today - 2 * DAY)
    assert blockers(ending, today) == set()
    assert warnings(ending, today) == {"last_on_early"}


@pytest.mark.parametrize("field", ["agreed_on", "wished_on", "heard_on", "decided_on"])
def test_days_that_have_been_do_not_lie_ahead(begun, fill, today, field):
    ending = begun("mutual")
    assert getattr(fill(ending, **{field: today}), field) == today
    with pytest.raises(Refused) as refusal:
        fill(ending, **{field: today + DAY})
    assert refusal.value.field == field


# --- it lapses
def test_lapse_of_one_that_never_began(begun, approved, advisor, today):
    ending = begun("lapse", contract=approved)
    assert ending.last_on == today
    finish_ending(ending=ending, by=advisor)
    assert fresh(approved).state == ContractState.ENDED


@pytest.mark.parametrize(("days", "is_right"), [(-1, True), (0, False), (1, False)])
def test_lapse_of_one_in_force_only_after_its_last_day(running, begun, today, days, is_right):
    Contract.objects.filter(pk=running.pk).update(end_on=today + days * DAY)
    if is_right:
        assert begun("lapse").last_on == today - DAY
    else:
        with pytest.raises(Refused, match="runs until"):
            begun("lapse")


def test_lapse_not_while_an_extension_is_under_way_or_the_test_is_passed(ran_out, begun, here, advisor, today):
    ending = begun("lapse", contract=ran_out)
    extension = Amendment.objects.create(
        office=here.office, contract=ran_out, number=1, kind="extension", from_on=today, days=30
    )
    assert blockers(ending, today) == {"extension"}
    Amendment.objects.filter(pk=extension.pk).update(state="withdrawn")
    set_result(here, "passed", today)
    assert blockers(ending, today) == {"passed"}
    set_result(here, "failed", today)
    assert finish_ending(ending=ending, by=advisor).last_on == ran_out.end_on
    assert fresh(ran_out).state == ContractState.ENDED


# --- completed
@pytest.mark.parametrize(
    ("result", "blocks", "warns"),
    [("passed", set(), set()), ("distinction", set(), set()), ("failed", {"failed"}, set()),
     ("planned", set(), {"no_result"}), ("cancelled", set(), {"no_result"})],
)  # fmt: skip
def test_completed_looks_at_the_test(ran_out, begun, here, advisor, today, result, blocks, warns):
    set_result(here, result, today)
    ending = begun("completed", contract=ran_out)
    assert blockers(ending, today) == blocks
    assert warnings(ending, today) == warns
    if blocks:
        with pytest.raises(Refused, match="not passed") as refusal:
            finish_ending(ending=ending, by=advisor)
        assert "extension" in refusal.value.way_out
    else:
        finish_ending(ending=ending, by=advisor)
        assert (fresh(ran_out).state, fresh(ran_out).ended_on) == (ContractState.COMPLETED, ran_out.end_on)


def test_last_attempt_counts(ran_out, begun, here, today):
    set_result(here, "failed", today)
    first = here.rows.registration
    Registration.objects.create(
        office=here.office, apprenticeship=first.apprenticeship, contract=ran_out, attempt=2, kind=first.kind,
        state="passed", opens_on=first.opens_on, due_on=first.due_on, result_on=today,
    )  # fmt: skip
    assert blockers(begun("completed", contract=ran_out), today) == set()


def test_completed_not_before_the_training_period_is_over(running, begun, fill, advisor, today):
    ending = begun("completed")
    assert "ahead" in blockers(ending, today)
    ending = fill(ending, last_on=today)
    assert "last_on" in blockers(ending, today)
    with pytest.raises(Refused):
        finish_ending(ending=ending, by=advisor)


def test_completed_of_one_that_never_began_is_refused(begun, approved):
    with pytest.raises(Refused, match="not begun"):
        begun("completed", contract=approved)


def test_rescission_says_who_demands_it_and_company_change_has_its_own_page(begun):
    with pytest.raises(Refused) as refusal:
        begun("rescission")
    assert refusal.value.field == "demanded_by"
    with pytest.raises(Refused, match="page of its own"):
        begun("company_change")
    assert not Ending.objects.exists()
