"""Do the figures on the front pages come from the right rows, in a fixed number of questions?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from contracts.models import Contract
from contracts.states import OPEN, ContractState
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.home import queries
from okportal.home.caseload import explain
from okportal.permissions import Role
from tests.laws.crowd import crowd

QUESTIONS = {
    "counts": lambda member: queries.counts(queries.caseload_of(member, mine=True)),
    "progress": lambda member: queries.add_progress(rows_of(member)[0], member.today),
    "deadlines": lambda member: queries.deadlines(running(member), member.today),
    "chart": lambda member: queries.talks_by_month(running(member), member.today),
    "contracts": queries.contract_counts,
    "work": lambda member: queries.work_counts(member, running(member), member.today),
    "advisors": lambda member: queries.by_advisor(running(member)),
    "companies": queries.company_counts,
}


def rows_of(member):
    return explain(list(queries.caseload_of(member, mine=False).with_people()), member.today)


def running(member):
    return queries.caseload_of(member, mine=False)


@pytest.fixture
def member(world):
    with world.here.scope(Role.ADVISOR):
        yield world.here.member(Role.ADVISOR)


@pytest.mark.parametrize("question", QUESTIONS)
def test_questions_are_as_many_for_thirty_rows_as_for_one(question, world, member, django_assert_max_num_queries):
    ask = QUESTIONS[question]
    with django_assert_max_num_queries(9) as one:
        ask(member)
    crowd(world.here)
    with django_assert_max_num_queries(9) as thirty:
        ask(member)
    assert len(thirty) == len(one)


def test_own_caseload_holds_those_one_is_advisor_for(world, member):
    assert [row.pk for row in queries.caseload_of(member, mine=True)] == [world.here.rows.apprenticeship.pk]
    reader = world.here.member(Role.READER)
    assert list(queries.caseload_of(reader, mine=True)) == []
    assert len(queries.caseload_of(reader, mine=False)) == 1


def test_counts_add_up(world, member):
    crowd(world.here)
    counts = queries.counts(queries.caseload_of(member, mine=True))
    assert counts["total"] == 30
    assert counts["danger"] + counts["warning"] + counts["success"] == counts["total"]


def test_company_person_has_the_own_apprentices_only(world, member):
    contact = world.here.member(Role.COMPANY_CONTACT)
    assert [row.pk for row in queries.caseload_of(contact, mine=False)] == [world.here.rows.apprenticeship.pk]
    with world.there.scope(Role.COMPANY_CONTACT):
        stranger = world.there.member(Role.COMPANY_CONTACT)
    assert list(queries.caseload_of(stranger, mine=False)) == []


def test_contracts_are_counted_by_what_they_wait_for(world, member):
    assert queries.contract_counts(member) == dict.fromkeys(OPEN, 0) | {"draft": 1}
    Contract.objects.filter(pk=world.here.rows.contract.pk).update(state=ContractState.AT_COUNTY)
    assert queries.contract_counts(member)["at_county"] == 1


def test_deadlines_come_soonest_first_with_overdue_ones(world, member):
    rows, today = world.here.rows, timezone.localdate()
    Talk.objects.filter(pk=rows.talk.pk).update(due_on=today + timedelta(days=10))
    Talk.objects.create(
        office=world.here.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=2,
        due_on=today - timedelta(days=1),
    )  # fmt: skip
    found = queries.deadlines(running(member), today)
    assert [(deadline["tone"], deadline["on"]) for deadline in found] == [
        ("danger", today - timedelta(days=1)),
        ("warning", today + timedelta(days=10)),
    ]


def test_chart_has_six_months_across_the_turn_of_the_year(world, member):
    Talk.objects.filter(pk=world.here.rows.talk.pk).update(due_on=date(2027, 1, 31))
    months = queries.talks_by_month(running(member), date(2027, 2, 15))
    assert [month for month, _held, _planned in months] == [
        date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)
    ]  # fmt: skip
    assert months[4][1:] == (0, 1)
    assert sum(planned for _month, _held, planned in months) == 1


def test_cancelled_talk_is_not_in_the_chart(world, member):
    Talk.objects.update(due_on=timezone.localdate(), state="cancelled")
    assert sum(planned for *_rest, planned in queries.talks_by_month(running(member), timezone.localdate())) == 0


def test_newest_registration_is_of_the_newest_contract_and_cancelled_only_for_want(world, member):
    rows = world.here.rows
    training, old = rows.apprenticeship, rows.registration
    rows.draft.apprenticeship, rows.draft.start_on = training, rows.contract.start_on + timedelta(days=100)
    rows.draft.save()

    def add(contract, attempt):
        return Registration.objects.create(
            office=world.here.office, apprenticeship=training, contract=contract, attempt=attempt, kind=old.kind,
            opens_on=old.opens_on, due_on=old.due_on,
        )  # fmt: skip

    again, newer = add(rows.contract, 2), add(rows.draft, 1)
    for expected in (newer, again, old):
        assert queries.newest_registration(training) == expected
        Registration.objects.filter(pk=expected.pk).update(state=RegistrationState.CANCELLED)
    assert queries.newest_registration(training) == newer
