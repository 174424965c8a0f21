"""Does everything change hands on the day, once, and nothing fall away?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Apprenticeship, Placement, Relation
from companies.models import Approval, Establishment
from contracts import tasks, use
from contracts.actions import end
from contracts.actions.county import approve
from contracts.actions.guided_ending import begin_ending
from contracts.actions.handover import cancel_handover
from contracts.actions.handover_planning import plan_handover, reopen_handover
from contracts.actions.handover_switch import switch
from contracts.models import Contract, Ending
from contracts.states import ContractState
from exams.models import Registration
from followup.models import Talk
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.todo.models import Task
from tests.contracts.handover.other import amend

pytestmark = pytest.mark.django_db


def fresh(contract) -> Contract:
    return Contract.objects.with_people().get(pk=contract.pk)


def to_day(time_machine, day):
    time_machine.move_to(timezone.now() + (day - timezone.localdate()))


class TestTheDay:
    def test_not_before_it(self, way, soon, advisor):
        way.planned(soon)
        way.approve()
        with pytest.raises(Refused) as refused:
            switch(handover=way.row, by=advisor)
        assert "first day" in refused.value.message and way.fresh().state == "planned"

    def test_the_task_makes_it_on_the_day_and_only_once(self, way, soon, contract, time_machine):
        row = way.planned(soon)
        way.approve()
        tasks.change_companies()
        tasks.start_due_contracts()
        assert way.fresh().state == "planned"
        to_day(time_machine, soon)
        for _again in range(2):
            tasks.change_companies()
            tasks.start_due_contracts()
        assert way.fresh().state == "done"
        assert (fresh(contract).state, fresh(row.new_contract).state) == ("ended", "active")
        assert Event.objects.filter(verb="handover.done").count() == 1
        assert Ending.objects.filter(contract=contract).count() == 1
        assert Relation.objects.filter(kind="supervisor", from_on=soon).count() == 1

    def test_starting_the_contract_makes_the_change(self, way, soon, contract, time_machine):
        """The hourly task that starts contracts may come first."""
        way.planned(soon)
        way.approve()
        to_day(time_machine, soon)
        tasks.start_due_contracts()
        assert way.fresh().state == "done" and fresh(contract).state == "ended"

    def test_one_that_is_not_approved_becomes_a_task_once(self, way, soon, advisor, time_machine):
        row = way.planned(soon)
        to_day(time_machine, soon)
        tasks.change_companies()
        tasks.change_companies()
        assert way.fresh().state == "planned"
        task = Task.objects.get(kind="contracts/company_change_due")
        assert task.done_at is None and task.facts["change_on"] == str(soon)
        Contract.objects.filter(pk=row.new_contract_id).update(state=ContractState.AT_COUNTY)
        switch(handover=row, by=advisor, is_county_told=True)
        task.refresh_from_db()
        assert task.done_at

    def test_a_company_that_is_not_approved_on_the_day_stops_it_all(self, way, other, advisor):
        row = way.planned(advisor.today)
        Approval.objects.filter(pk=other.approval.pk).update(state="withdrawn")
        with pytest.raises(Refused) as refused:
            switch(handover=row, by=advisor, is_county_told=True)
        assert "withdrawn" in refused.value.message and refused.value.way_out
        assert way.fresh().state == "planned"

    def test_county_told_the_approval_follows(self, way, contract, advisor):
        """Valid from the first day of training even where the approval comes later (§ 7-2)."""
        row = way.planned(advisor.today)
        with pytest.raises(Refused) as refused:
            switch(handover=row, by=advisor)
        assert "not approved yet" in refused.value.message
        Contract.objects.filter(pk=row.new_contract_id).update(state=ContractState.AT_COUNTY)
        switch(handover=row, by=advisor, is_county_told=True)
        new = fresh(row.new_contract)
        assert (new.state, new.apprenticeship.state, new.apprenticeship.company) == (
            "at_county", "running", row.new_company
        )  # fmt: skip
        approve(
            contract=fresh(new), decided_on=advisor.today, case_number="26/1", decision_remark="", by=advisor
        )  # fmt: skip
        assert fresh(new).state == "active"
        assert new.apprenticeship.contracts.filter(state="active").count() == 1

    @pytest.mark.parametrize("state", ["draft", "returned", "refused"])
    def test_county_told_of_nothing_is_refused(self, way, advisor, state):
        row = way.planned(advisor.today)
        Contract.objects.filter(pk=row.new_contract_id).update(state=state)
        with pytest.raises(Refused) as refused:
            switch(handover=row, by=advisor, is_county_told=True)
        assert "not on its way" in refused.value.message and way.fresh().state == "planned"

    @pytest.mark.parametrize("days", [200, -200])
    def test_other_days_that_the_county_approves_reach_training_talks_and_test(self, way, here, advisor, days):
        row = way.planned(advisor.today)
        Contract.objects.filter(pk=row.new_contract_id).update(state=ContractState.AT_COUNTY)
        switch(handover=row, by=advisor, is_county_told=True)
        before = Registration.objects.get(pk=here.rows.registration.pk).due_on
        Talk.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, contract=row.new_contract, number=3,
            due_on=row.contract.end_on - timedelta(days=20),
        )  # fmt: skip
        end_on, day = row.contract.end_on + timedelta(days=days), advisor.today - timedelta(days=1)
        Contract.objects.filter(pk=row.new_contract_id).update(end_on=end_on, start_on=day)
        approve(
            contract=fresh(row.new_contract), decided_on=advisor.today, case_number="26/1", decision_remark="",
            by=advisor,
        )  # fmt: skip
        new = fresh(row.new_contract)
        assert (new.state, new.apprenticeship.end_on) == ("active", end_on)
        assert (Registration.objects.get(pk=here.rows.registration.pk).due_on > before) == (days > 0)
        talks = Talk.objects.filter(contract=new)
        assert (talks.get(number=3).state == "cancelled") == (days < 0)
        assert talks.filter(due_on__gte=row.contract.end_on, state="planned").exists() == (days > 0)
        assert all(talk.participants.exists() for talk in talks.filter(number__gt=3))
        assert Task.objects.open().filter(kind="contracts/company_change_other_day").count() == 1

    def test_an_extension_since_the_plan_is_not_lost(self, way, contract, advisor):
        row = way.planned(advisor.today)
        way.approve()
        Contract.objects.filter(pk=contract.pk).update(end_on=contract.end_on + timedelta(days=60))
        with pytest.raises(Refused) as refused:
            switch(handover=row, by=advisor)
        assert row.new_contract.number in refused.value.message and "Correct the plan" in refused.value.way_out
        Contract.objects.filter(pk=row.new_contract_id).update(other_end_because="Avtalt med fylket")
        assert switch(handover=row, by=advisor).state == "done"

    def test_planned_anew_the_draft_has_the_extended_day(self, way, contract, advisor):
        row = way.planned(advisor.today)
        later = contract.end_on + timedelta(days=60)
        Contract.objects.filter(pk=contract.pk).update(end_on=later)
        row = reopen_handover(handover=row, by=advisor)
        plan_handover(handover=row, version=row.version, by=advisor)
        assert fresh(row.new_contract).end_on == later

    def test_changes_on_their_way_come_to_nothing(self, way, contract, advisor):
        open_one = amend(contract, "extension", "at_county", advisor, end_on=contract.end_on + timedelta(days=30))
        way.done(advisor.today)
        open_one.refresh_from_db()
        assert open_one.state == "withdrawn"

    def test_a_contract_for_another_day_stops_it(self, way, advisor):
        row = way.planned(advisor.today)
        way.approve()
        Contract.objects.filter(pk=row.new_contract_id).update(start_on=advisor.today + timedelta(days=2))
        with pytest.raises(Refused) as refused:
            switch(handover=row, by=advisor)
        assert "another day" in refused.value.message

    def test_a_part_that_somebody_got_since_is_not_written_over(self, way, here, advisor):
        day = advisor.today - timedelta(days=5)
        row = way.planned(day)
        way.approve()
        Relation.objects.filter(kind="supervisor").delete()
        Relation.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, kind="supervisor",
            person=here.rows.training_supervisor, from_on=advisor.today - timedelta(days=2),
        )  # fmt: skip
        with pytest.raises(Refused):
            switch(handover=row, by=advisor)
        assert Apprenticeship.objects.get(pk=here.rows.apprenticeship.pk).company == here.rows.company


class TestWhatChanges:
    def test_people_company_and_history(self, way, here, other, advisor):
        day = advisor.today - timedelta(days=3)
        way.done(day)
        row = Apprenticeship.objects.get(pk=here.rows.apprenticeship.pk)
        assert (row.company, row.establishment, row.supervisor, row.instructor, row.hr) == (
            other.company, other.place, other.supervisor, other.instructor, None
        )  # fmt: skip
        assert (row.state, row.advisor) == ("running", here.rows.apprenticeship.advisor)
        begun = Relation.objects.get(apprenticeship=row, kind="supervisor", to_on=None)
        assert (begun.person, begun.from_on) == (other.supervisor, day)

    def test_the_old_contract_ends_the_day_before_and_says_why(self, way, contract, advisor):
        way.done(advisor.today)
        old, ending = fresh(contract), Ending.objects.get(contract=contract)
        assert (old.state, old.ended_on) == ("ended", advisor.today - timedelta(days=1))
        assert (ending.kind, ending.state, ending.reason) == ("company_change", "done", "moved")
        assert old.whose.company == contract.apprenticeship.company  # still the one it was signed with

    def test_placements_are_cut_and_those_elsewhere_go_on(self, way, here, other, advisor):
        today, rows = advisor.today, here.rows
        shared = {"office": here.office, "apprenticeship": rows.apprenticeship}
        now = Placement.objects.create(
            company=rows.company,
            percent=40,
            from_on=today - timedelta(days=9),
            to_on=today + timedelta(days=9),
            **shared,
        )
        later = Placement.objects.create(
            company=rows.company,
            percent=40,
            from_on=today + timedelta(days=1),
            to_on=today + timedelta(days=2),
            **shared,
        )
        third = Placement.objects.create(
            company=other.company, percent=20, from_on=today, to_on=today + timedelta(days=9), **shared
        )
        way.done(today)
        now.refresh_from_db()
        third.refresh_from_db()
        assert now.to_on == today - timedelta(days=1) and third.to_on == today + timedelta(days=9)
        assert not Placement.objects.filter(pk=later.pk).exists()

    def test_talks_and_registration_follow_the_new_contract(self, way, here, other, contract, advisor):
        held = Talk.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, contract=contract, number=2, state="held",
            due_on=advisor.today, held_on=advisor.today,
        )  # fmt: skip
        dated = Talk.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, contract=contract, number=3,
            state="scheduled", due_on=advisor.today + timedelta(days=9),
            scheduled_at=timezone.now() + timedelta(days=8),
        )  # fmt: skip
        row = way.done(advisor.today)
        waiting = Talk.objects.get(pk=here.rows.talk.pk)
        held.refresh_from_db()
        assert (waiting.contract_id, waiting.state) == (row.new_contract_id, "planned")
        assert (held.contract_id, held.state) == (contract.pk, "held")
        assert "supervisor" in dict(waiting.participants.values_list("role", "name"))
        assert waiting.participants.get(role="supervisor").user == other.supervisor.user
        invited = Message.objects.filter(template="followup/invitation", about_id=dated.pk)
        assert other.supervisor.email in {mail.to_email for mail in invited}
        registration = Registration.objects.get(pk=here.rows.registration.pk)
        assert (registration.contract_id, registration.state) == (row.new_contract_id, "planned")
        assert not Message.objects.filter(template="followup/called_off").exists()
        assert Talk.objects.filter(apprenticeship=contract.apprenticeship).count() == 3
        assert Registration.objects.filter(apprenticeship=contract.apprenticeship).count() == 1

    def test_both_approvals_know_whether_they_are_used(self, way, here, other, advisor):
        way.done(advisor.today)
        old, new = (Approval.objects.get(pk=row.pk) for row in (here.rows.approval, other.approval))
        assert (old.unused_since, new.unused_since) == (advisor.today, None)  # from the day after

    @pytest.mark.parametrize("where", ["there", "elsewhere", "nowhere"])
    def test_only_the_place_that_was_left_was_used(self, way, contract, here, advisor, where):
        """Where no place was written down, nobody can say which it was: then it counts for each."""
        elsewhere = Establishment.objects.create(office=here.office, company=here.rows.company, name="Sør")
        training = contract.apprenticeship
        place = training.establishment or Establishment.objects.filter(company=here.rows.company).first()
        Apprenticeship.objects.filter(pk=training.pk).update(establishment=None if where == "nowhere" else place)
        since = advisor.today - timedelta(days=300)
        Approval.objects.filter(pk=here.rows.approval.pk).update(
            establishment=elsewhere if where == "elsewhere" else place, unused_since=since
        )
        row = way.done(advisor.today)
        assert row.old_establishment == (None if where == "nowhere" else place)
        approval = Approval.objects.get(pk=here.rows.approval.pk)
        use.recount([approval])
        approval.refresh_from_db()
        assert approval.unused_since == (since if where == "elsewhere" else advisor.today)

    def test_a_second_change_keeps_the_first_contract_with_its_company(self, way, contract, advisor):
        row = way.done(advisor.today)
        first, second = fresh(contract), fresh(row.new_contract)
        assert (first.whose.company, second.whose.company) == (row.old_company, row.new_company)


class TestEndings:
    def test_a_contract_with_a_change_under_way_does_not_end(self, way, contract, soon, advisor):
        row = way.filled(soon)
        for take in (
            lambda: end(contract=fresh(contract), ended_on=advisor.today, end_reason="Feil", by=advisor, kind="mutual"),
            lambda: begin_ending(contract=contract, kind="mutual", by=advisor),
        ):
            with pytest.raises(Refused, match="change of company is under way") as refused:
                take()
            assert "Call off" in refused.value.way_out
        cancel_handover(handover=row, by=advisor)
        assert begin_ending(contract=contract, kind="mutual", by=advisor).state == "begun"

    def test_the_coming_contract_cannot_end_while_the_change_is_planned(self, way, soon, advisor):
        new = way.planned(soon).new_contract
        way.approve()
        with pytest.raises(Refused, match="belongs to a change of company"):
            end(contract=fresh(new), ended_on=advisor.today, end_reason="Feil", by=advisor)
        assert Apprenticeship.objects.get(pk=new.apprenticeship_id).state == "running"
