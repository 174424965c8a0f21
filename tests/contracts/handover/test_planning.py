"""What is planned, what stands in the way, and what is made of it?"""

from datetime import timedelta

import pytest

from apprenticeships.models import Apprenticeship
from companies.models import Agreement, Approval, CompanyPerson, Qualification
from contracts.actions.drafting import save_step
from contracts.actions.handover import begin_handover, cancel_handover, save_handover
from contracts.actions.handover_planning import plan_handover, reopen_handover
from contracts.actions.papers import add_paper
from contracts.actions.templates import fitting_template
from contracts.handover import checks
from contracts.ledger import calculate
from contracts.models import Contract, ContractCredit, Handover, PaperTemplate
from contracts.problems import before_sending
from contracts.reckoning.inputs import inputs_of
from contracts.states import ContractState
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.permissions import Role
from tests.contracts.given import amendment
from tests.contracts.handover.other import amend
from tests.contracts.stages import mails

pytestmark = pytest.mark.django_db


def codes(row, today, *, only_blockers=True):
    found = checks.before_planning(row, today)
    return {problem.code for problem in found if problem.is_blocker or not only_blockers}


def refusal_of(row, advisor) -> Refused:
    with pytest.raises(Refused) as refused:
        plan_handover(handover=row, version=row.version, by=advisor)
    return refused.value


class TestBeginning:
    def test_a_second_click_begins_no_second_change(self, way, contract, advisor):
        first = way.drafted()
        again = begin_handover(contract=contract, reason="other", note="", by=advisor)
        assert (again.pk, Handover.objects.count()) == (first.pk, 1)
        assert (first.old_company, first.old_supervisor) == (
            contract.apprenticeship.company, contract.apprenticeship.supervisor
        )  # fmt: skip

    @pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.ACTIVE}))
    def test_only_a_contract_in_force_changes_company(self, contract, advisor, state):
        ended_on = advisor.today if state in {"completed", "ended"} else None
        Contract.objects.filter(pk=contract.pk).update(state=state, ended_on=ended_on)
        with pytest.raises(Refused) as refused:
            begin_handover(contract=contract, reason="other", note="", by=advisor)
        assert refused.value.way_out

    def test_two_editors_the_second_is_told_and_loses_nothing(self, way, advisor, member):
        row = way.drafted()
        save_handover(handover=row, version=row.version, by=member(Role.ADMINISTRATOR), note="Fra administrator")
        with pytest.raises(Stale) as stale:
            save_handover(handover=row, version=row.version, by=advisor, note="Fra rådgiver")
        assert "more about it" in stale.value.message
        assert way.fresh().note == "Fra administrator"


class TestWhatStandsInTheWay:
    def test_a_company_that_is_not_approved_with_reason_and_way_out(self, way, other, soon, advisor):
        Approval.objects.filter(pk=other.approval.pk).delete()
        row = way.filled(soon)
        refused = refusal_of(row, advisor)
        assert str(other.company) in refused.message and "is not approved for" in refused.message
        assert "application" in refused.way_out
        assert way.fresh().state == "draft" and way.fresh().new_contract is None

    def test_an_approval_that_runs_out_before_the_day(self, way, other, soon, advisor):
        Approval.objects.filter(pk=other.approval.pk).update(to_on=soon - timedelta(days=1))
        assert "ran out" in refusal_of(way.filled(soon), advisor).message

    def test_the_same_company_is_refused_at_once(self, way, here, soon, advisor):
        row = way.drafted()
        with pytest.raises(Refused) as refused:
            save_handover(
                handover=row, version=row.version, by=advisor, new_company=here.rows.company, new_establishment=None,
                new_supervisor=None, new_instructor=None, on=soon,
            )  # fmt: skip
        assert refused.value.field == "company"

    def test_somebody_of_another_company_is_refused(self, way, here, soon, advisor):
        row = way.drafted()
        with pytest.raises(Refused) as refused:
            answers = way.answers(soon, new_supervisor=here.rows.training_supervisor)
            save_handover(handover=row, version=row.version, by=advisor, **answers)
        assert refused.value.field == "supervisor"

    @pytest.mark.parametrize("days", [-61, -4000, 4000])
    def test_a_day_outside_is_refused(self, way, advisor, days):
        row = way.drafted()
        with pytest.raises(Refused) as refused:
            answers = way.answers(advisor.today + timedelta(days=days))
            save_handover(handover=row, version=row.version, by=advisor, **answers)
        assert refused.value.field == "on" and refused.value.way_out

    def test_the_first_and_the_last_day_of_the_contract(self, way, contract, advisor):
        row = way.drafted()
        Contract.objects.filter(pk=contract.pk).update(start_on=advisor.today - timedelta(days=10))
        for day, is_good in (
            (advisor.today - timedelta(days=10), False), (advisor.today - timedelta(days=9), True),
            (contract.end_on, True), (contract.end_on + timedelta(days=1), False),
        ):  # fmt: skip
            row = way.fresh()
            try:
                save_handover(handover=row, version=row.version, by=advisor, **way.answers(day))
            except Refused:
                assert not is_good
            else:
                assert is_good

    def test_a_day_that_has_passed_is_a_warning(self, way, advisor):
        row = way.filled(advisor.today - timedelta(days=60))
        assert codes(row, advisor.today) == set()
        assert "day_passed" in codes(row, advisor.today, only_blockers=False)

    def test_no_day_no_company_no_supervisor(self, way, soon, advisor):
        assert codes(way.drafted(), advisor.today) == {"no_day", "no_company"}
        assert codes(way.filled(soon, new_supervisor=None), advisor.today) == {"no_supervisor"}

    def test_a_supervisor_who_has_left_by_then(self, way, other, soon, advisor):
        CompanyPerson.objects.filter(pk=other.supervisor.pk).update(to_on=soon - timedelta(days=1))
        assert codes(way.filled(soon), advisor.today) == {"supervisor_left"}

    def test_an_unqualified_supervisor_and_no_agreement_and_no_assessment_are_warnings(self, way, other, soon, advisor):
        Qualification.objects.all().delete()
        Agreement.objects.filter(company=other.company).delete()
        row = way.filled(soon)
        Handover.objects.update(assessment="")
        row = way.fresh()
        assert codes(row, advisor.today, only_blockers=False) == {"not_qualified", "no_agreement", "no_assessment"}
        assert codes(row, advisor.today) == set()

    def test_an_ending_under_way(self, way, contract, soon, advisor):
        contract.endings.create(office=contract.office, kind="mutual")
        assert codes(way.filled(soon), advisor.today) == {"ending"}

    def test_a_plan_that_a_colleague_has_changed_since(self, way, soon, advisor, member):
        row = way.filled(soon)
        save_handover(handover=row, version=row.version, by=member(Role.ADMINISTRATOR), note="Nytt")
        assert "changed this" in refusal_of(row, advisor).message


class TestThePlan:
    def test_the_new_contract_is_for_the_time_that_is_left_with_the_new_company(self, way, other, contract, soon):
        row = way.planned(soon)
        new = Contract.objects.with_people().get(pk=row.new_contract_id)
        assert (new.state, new.start_on, new.end_on) == ("draft", soon, contract.end_on)
        assert new.apprenticeship_id == contract.apprenticeship_id
        assert (new.whose.company, new.whose.establishment) == (other.company, other.place)
        assert (new.whose.supervisor, new.whose.instructor) == (other.supervisor, other.instructor)
        assert contract.number in new.remarks
        # The old one is what it was, and so is the apprenticeship.
        old = Contract.objects.with_people().get(pk=contract.pk)
        assert (old.state, old.whose.company) == ("active", contract.apprenticeship.company)

    @pytest.mark.parametrize("days", [1, 17, 40, 200])
    @pytest.mark.parametrize("percent", [50, 100])
    def test_the_last_day_is_the_old_one_agreed_on_with_its_reason(self, way, contract, advisor, days, percent):
        """Part time has stretched the time that is left once; it is not stretched again."""
        Contract.objects.filter(pk=contract.pk).update(position_percent=percent)
        row = way.planned(advisor.today + timedelta(days=days))
        new = Contract.objects.with_people().get(pk=row.new_contract_id)
        assert new.end_on == contract.end_on and new.position_percent == percent
        assert calculate(inputs_of(new)).calculated_on == new.calculated_end_on
        near = timedelta(days=63) if percent == 50 else timedelta(days=31)
        assert contract.end_on - near <= new.calculated_end_on <= contract.end_on or new.months == 1
        assert bool(new.other_end_because) == (new.calculated_end_on != new.end_on)
        assert not new.credits.exists()  # credit without a paper would stop it, and stand in the contract

    def test_it_begins_with_the_position_of_that_day(self, way, contract, soon, advisor):
        """The contract that is left says 100; a change of it, in force, says 60."""
        amendment(contract, "part_time", contract.start_on + timedelta(days=30), percent=60)
        row = way.planned(soon)
        new = Contract.objects.with_people().get(pk=row.new_contract_id)
        assert (new.position_percent, contract.position_percent) == (60, 100)
        said = {one.title: one.text for one in checks.consequences(row)}
        assert "60 percent" in said["Position"]
        assert "part_time_passes" not in codes(row, advisor.today, only_blockers=False)

    @pytest.mark.parametrize(("lasts", "percent", "is_said"), [(60, 60, True), (20, 100, False)])
    def test_part_time_for_a_time_is_told_of_where_it_lasts_past_the_day(
        self, way, contract, soon, advisor, lasts, percent, is_said
    ):
        """The change of company is 40 days ahead."""
        amendment(contract, "part_time", advisor.today, percent=60, to_on=advisor.today + timedelta(days=lasts))
        row = way.filled(soon)
        assert ("part_time_passes" in codes(row, advisor.today, only_blockers=False)) == is_said
        plan_handover(handover=row, version=row.version, by=advisor)
        assert way.fresh().new_contract.position_percent == percent

    def test_what_is_written_in_the_draft_keeps_the_last_day(self, way, contract, soon, advisor):
        new = way.planned(soon).new_contract
        Contract.objects.filter(pk=new.pk).update(position_percent=50)
        new = save_step(contract=new, version=new.version, by=advisor, position_percent=80)
        assert (new.end_on, contract.number in new.other_end_because) == (contract.end_on, True)

    def test_planned_anew_the_offices_own_credit_stays_and_the_template_is_the_offices(self, way, here, soon, advisor):
        template = PaperTemplate.objects.filter(office=here.office).first() or PaperTemplate.objects.create(
            office=here.office, name="Kontorets ord", remarks="Fra kontoret"
        )
        PaperTemplate.objects.filter(pk=template.pk).update(
            kind="", language="", is_active=True, remarks="Fra kontoret"
        )
        row = way.planned(soon)
        new = row.new_contract
        assert new.template == fitting_template(new) is not None
        assert "Fra kontoret" in new.remarks and row.contract.number in new.remarks
        ContractCredit.objects.create(office=here.office, contract=new, kind="agreed", months=1)
        row = reopen_handover(handover=row, by=advisor)
        plan_handover(handover=row, version=row.version, by=advisor)
        new.refresh_from_db()
        assert new.credits.count() == 1 and new.end_on == row.contract.end_on

    def test_who_is_supervisor_by_now_stands_in_the_paper(self, way, here, soon):
        first = way.filled(soon).old_supervisor
        someone = CompanyPerson.objects.create(
            office=here.office, company=here.rows.company, name="Ny leder", email="ny.leder@fjord.example",
            role="training_supervisor", from_on=soon - timedelta(days=200),
        )  # fmt: skip
        Apprenticeship.objects.filter(pk=here.rows.apprenticeship.pk).update(supervisor=someone)
        assert way.planned(soon).old_supervisor == someone != first

    def test_changes_on_their_way_are_a_warning(self, way, contract, soon, advisor):
        row = way.filled(soon)
        amend(contract, "extension", "draft", advisor, end_on=contract.end_on + timedelta(days=30))
        assert "change_under_way" in codes(row, advisor.today, only_blockers=False) and not codes(row, advisor.today)

    def test_an_interruption_without_a_last_day_stands_in_the_way(self, way, contract, soon, advisor):
        row = way.filled(soon)
        amend(contract, "interruption", "in_force", advisor)
        refused = refusal_of(row, advisor)
        assert "interrupted" in refused.message and refused.way_out

    def test_nothing_but_what_is_missing_elsewhere_keeps_it_from_being_sent(self, way, soon, advisor):
        new = Contract.objects.with_people().get(pk=way.planned(soon).new_contract_id)
        found = {problem.code for problem in before_sending(new, advisor.today) if problem.is_blocker}
        assert not found & {"overlap", "not_approved", "no_supervisor", "supervisor_left"}

    def test_the_aims_are_those_of_the_day(self, way, here, soon, advisor):
        aim = here.rows.plan.aims.order_by("position").last()
        aim.reached_on, aim.reached_by = advisor.today, advisor.user
        aim.save()
        row = way.planned(soon)
        assert [(one["code"], one["is_done"]) for one in row.aims] == [("T1", False), ("T2", False), ("T3", True)]
        aim.reached_on = aim.reached_by = None
        aim.save()
        assert way.fresh().aims[-1]["is_done"]

    def test_planned_anew_it_is_the_same_contract_with_the_new_day(self, way, soon, advisor):
        row = way.planned(soon)
        first_file = row.file_id
        row = reopen_handover(handover=row, by=advisor)
        later = soon + timedelta(days=5)
        row = save_handover(handover=row, version=row.version, by=advisor, on=later)
        plan_handover(handover=row, version=row.version, by=advisor)
        row = way.fresh()
        assert Contract.objects.filter(apprenticeship=row.contract.apprenticeship_id).count() == 2
        assert row.new_contract.start_on == later and row.file_id != first_file

    @pytest.mark.parametrize("take", [reopen_handover, cancel_handover])
    def test_a_new_contract_on_its_way_is_taken_back_first(self, way, soon, advisor, take):
        row = way.planned(soon)
        Contract.objects.filter(pk=row.new_contract_id).update(state=ContractState.WITH_PARTIES)
        with pytest.raises(Refused) as refused:
            take(handover=row, by=advisor)
        assert "Take it back" in refused.value.way_out

    def test_called_off_the_draft_is_gone_and_all_are_told(self, way, soon, advisor):
        row = way.planned(soon)
        told = mails("company_change").count()
        cancel_handover(handover=row, by=advisor)
        assert not Contract.objects.filter(pk=row.new_contract_id).exists()
        assert mails("company_change_off").count() == told > 0

    def test_called_off_an_approved_contract_ends_and_the_training_goes_on(self, way, contract, soon, advisor):
        row = way.planned(soon)
        way.approve()
        cancel_handover(handover=row, by=advisor)
        assert Contract.objects.get(pk=row.new_contract_id).state == "ended"
        old = Contract.objects.get(pk=contract.pk)
        assert (old.state, old.apprenticeship.state) == ("active", "running")

    def test_called_off_the_drafts_papers_go_with_it(self, way, here, soon, advisor):
        row = way.planned(soon)
        add_paper(contract=row.new_contract, kind="transcript", file=Accepted(b"%PDF-1.4", "application/pdf", "v.pdf"),
                  by=advisor)  # fmt: skip
        cancel_handover(handover=row, by=advisor)
        assert not Contract.objects.filter(pk=row.new_contract_id).exists()
        assert Event.objects.filter(verb="contract.removed").count() == 1

    def test_called_off_a_draft_that_was_sent_stays_with_its_company_and_is_in_nobodys_way(
        self, way, other, member, contract, soon, advisor
    ):
        row = way.planned(soon)
        Contract.objects.filter(pk=row.new_contract_id).update(state=ContractState.REFUSED)
        cancel_handover(handover=row, by=advisor)
        new = Contract.objects.with_people().get(pk=row.new_contract_id)
        assert new.whose.company == other.company
        assert not Contract.objects.visible_to(member(Role.COMPANY_CONTACT)).filter(pk=new.pk).exists()
        Contract.objects.filter(pk=contract.pk).update(state="draft")
        Contract.objects.filter(pk=new.pk).update(state="draft")
        old = Contract.objects.with_people().get(pk=contract.pk)
        assert "overlap" not in {problem.code for problem in before_sending(old, advisor.today)}

    def test_a_change_never_planned_tells_nobody(self, way, advisor):
        cancel_handover(handover=way.drafted(), by=advisor)
        assert not mails("company_change_off").exists()


def test_the_wizard_keeps_what_the_new_contract_is_for(way, soon, advisor):
    """What is filled in there later changes neither the day nor the company."""
    row = way.planned(soon)
    new = save_step(contract=row.new_contract, version=row.new_contract.version, by=advisor, workplace="Bygg B")
    assert (new.start_on, new.end_on) == (soon, row.contract.end_on)
