"""Is everything that stands in the way found, and nothing else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Qualification
from contracts import problems
from contracts.models import Contract, Handover, SigningRule
from tests.contracts.given import changed, credit, paper


@pytest.fixture
def draft(draft, advisor):
    """The draft with everybody's mobile and the usual papers: nothing at all is to be said of it."""
    training = draft.apprenticeship
    for person in (training.apprentice, training.supervisor):
        type(person).objects.filter(pk=person.pk).update(phone="+4791234567")
    for kind in ("employment", "transcript"):
        paper(draft, advisor, kind)
    return draft


def found(contract, **changes) -> dict:
    """{code: is_blocker} for the contract with `changes` on top."""
    contract = Contract.objects.with_people().get(pk=contract.pk)
    for name, value in changes.items():
        setattr(contract, name, value)
    return {problem.code: problem.is_blocker for problem in problems.before_sending(contract, timezone.localdate())}


def around(draft, value):
    """A number is that many days after the first day."""
    return start_of(draft) + timedelta(days=value) if isinstance(value, int) else value


def start_of(draft):
    return Contract.objects.get(pk=draft.pk).start_on


def test_nothing_stands_in_the_way_of_a_whole_draft(draft):
    assert found(draft) == {}


def test_another_agreed_end_needs_a_reason(draft):
    later = Contract.objects.get(pk=draft.pk).end_on + timedelta(days=30)
    assert found(draft, end_on=later) == {"other_end_unsaid": True}
    assert found(draft, end_on=later, other_end_because="Prøven går i juni") == {}


def test_credit_needs_a_paper(draft, advisor):
    row = credit(draft, "practice", 3)
    assert found(draft) == {"credit_without_paper": True}
    row.paper = paper(draft, advisor)
    row.save()
    assert found(draft) == {}


def test_more_credit_than_there_is_training_is_a_warning(draft, advisor):
    credit(draft, "practice", 40, paper=paper(draft, advisor))
    assert found(draft) == {"credit_too_long": False}


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("apprentice", {"no_employment": False, "no_transcript": False}),
        ("practice", {"no_employment": False, "no_transcript": False, "kind_differs": False}),
        (
            "training",
            {
                "no_own_plan": True,
                "no_employment": False,
                "no_transcript": False,
                "kind_differs": False,
                "no_aims": True,
            },
        ),
        (
            "on_the_job",
            {"no_employer": True, "no_prior_learning": True, "kind_differs": False, "practice_missing": True},
        ),
    ],
)
def test_each_type_has_its_own_papers_and_fields(draft, kind, codes):
    draft.papers.all().delete()
    assert found(draft, kind=kind) == codes


@pytest.mark.parametrize(
    ("practice", "months", "expected"),
    [(11, 36, {"little_practice": True}), (12, 36, {}), (12, 35, {"short_in_all": False}), (48, 12, {})],
)
def test_practice_before_a_contract_on_the_job(draft, advisor, practice, months, expected):
    for kind in ("employer", "prior_learning"):
        paper(draft, advisor, kind)
    said = found(draft, kind="on_the_job", practice_before_months=practice, months=months)
    assert said == expected | {"kind_differs": False}


def test_own_aims_are_chosen_from_a_curriculum(draft, advisor):
    paper(draft, advisor, "own_plan")
    assert found(draft, kind="training", aim_codes=["KM1"]) == {"kind_differs": False}
    training = draft.apprenticeship
    training.trade.curricula.update(valid_from=timezone.localdate() + timedelta(days=9999))
    assert found(draft, kind="training") == {"kind_differs": False, "no_curriculum": True}


@pytest.mark.parametrize(
    ("facts", "is_enough"),
    [
        ({"kind": "certificate", "trade": True}, True), ({"kind": "certificate", "trade": False}, False),
        ({"kind": "education"}, True), ({"kind": "experience", "years": 5}, True),
        ({"kind": "experience", "years": 4}, False), ({"kind": "course"}, False),
    ],
)  # fmt: skip
def test_the_supervisor_needs_papers_for_the_trade(draft, facts, is_enough):
    supervisor, trade = draft.apprenticeship.supervisor, draft.apprenticeship.trade
    other = type(trade).objects.exclude(pk=trade.pk).first()
    Qualification.objects.filter(person=supervisor).delete()
    assert found(draft) == {"not_qualified": True}
    if "trade" in facts:
        facts = facts | {"trade": trade if facts["trade"] else other}
    Qualification.objects.create(office_id=draft.office_id, person=supervisor, title="Bevis", **facts)
    assert found(draft) == ({} if is_enough else {"not_qualified": True})


def test_a_paper_that_has_run_out_qualifies_nobody(draft):
    held = Qualification.objects.filter(person=draft.apprenticeship.supervisor)
    held.update(expires_on=start_of(draft) - timedelta(days=1))
    assert found(draft) == {"not_qualified": True}


def test_signers_without_a_mobile_are_a_warning(draft):
    person = draft.apprenticeship.apprentice
    type(person).objects.filter(pk=person.pk).update(phone="")
    assert found(draft) == {"no_mobile": False}


def test_a_leader_whom_the_rule_asks_for_must_be_registered(draft):
    SigningRule.objects.create(office_id=draft.office_id, leader_place=2)
    draft.apprenticeship.company.people.filter(role="responsible_leader").delete()
    assert found(draft) == {"no_signer": True}


def test_the_same_person_has_one_contract_at_a_time_in_other_trainings_too(draft, here):
    running = here.rows.contract
    changed(running, end_on=start_of(draft))
    assert found(draft) == {"overlap": True}
    changed(running, end_on=start_of(draft) - timedelta(days=1))
    assert found(draft) == {}


def test_a_change_of_company_leaves_the_earlier_contract_behind(draft, here, advisor):
    old = here.rows.contract
    changed(old, end_on=start_of(draft) + timedelta(days=100))
    assert found(draft) == {"overlap": True}
    Handover.objects.create(
        office_id=draft.office_id, contract=old, new_contract=draft, old_company=old.apprenticeship.company,
        on=start_of(draft),
    )  # fmt: skip
    assert "overlap" not in found(draft)


def test_each_problem_says_who_can_mend_it(draft, here, advisor):
    credit(draft, "vg1_other")
    draft.papers.all().delete()
    here.rows.apprentice.national_id = ""
    here.rows.apprentice.save()
    listed = problems.before_sending(Contract.objects.with_people().get(pk=draft.pk), timezone.localdate())
    said = {problem.code: (problem.who, bool(problem.ask)) for problem in listed}
    assert said == {
        "no_national_id": ("office", False), "credit_without_paper": ("apprentice", True),
        "no_employment": ("company", True), "no_transcript": ("apprentice", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "is_blocker"),
    [
        ({"start_on": None}, "start_missing", True),
        ({"position_percent": 49}, "small_position", False),
        ({"kind": "practice"}, "kind_differs", False),
    ],
)
def test_problems_of_the_draft_itself(draft, changes, code, is_blocker):
    assert found(draft, **changes) == {code: is_blocker}


def test_a_start_that_has_passed_is_a_warning_with_the_law(draft, here):
    changed(here.rows.contract, end_on=timezone.localdate() - timedelta(days=2))
    assert found(draft, start_on=timezone.localdate() - timedelta(days=1)) == {"start_passed": False}


def test_half_a_position_is_no_problem(draft):
    assert found(draft, position_percent=50) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "withdrawn"},
        {"from_on": 1},
        {"to_on": -1},
        {"county_id": "03"},
    ],
)
def test_approval_must_hold_on_the_first_day_in_the_county(draft, here, changes):
    for name, value in changes.items():
        setattr(here.rows.approval, name, around(draft, value))
    here.rows.approval.save()
    assert found(draft) == {"not_approved": True}


def test_limits_of_an_approval_are_a_warning(draft, here):
    here.rows.approval.state = "limited"
    here.rows.approval.save()
    assert found(draft) == {"limited_approval": False}


def test_an_approval_for_another_place_is_none(draft, here):
    here.rows.approval.establishment = here.rows.establishment
    here.rows.approval.save()
    assert found(draft) == {"not_approved": True}  # the draft's training names no place
    here.rows.planned.establishment = here.rows.establishment
    here.rows.planned.save()
    assert found(draft) == {}


def test_a_refused_combination_says_why_and_leads_to_the_approval(draft, here):
    here.rows.approval.state, here.rows.approval.applied_on = "applied", timezone.localdate()
    here.rows.approval.save()
    (problem,) = problems.before_sending(Contract.objects.with_people().get(pk=draft.pk), timezone.localdate())
    assert "the county has not answered" in problem.message
    assert problem.way_out
    assert problem.url.endswith(f"/godkjenninger/{here.rows.approval.pk}/")


@pytest.mark.parametrize(
    "changes",
    [
        {"scopes": ["grant", "training"]},
        {"to_on": -1},
        {"from_on": 1},
    ],
)
def test_signing_without_an_agreement_is_a_warning(draft, here, changes):
    for name, value in changes.items():
        setattr(here.rows.agreement, name, around(draft, value))
    here.rows.agreement.save()
    assert found(draft) == {"no_agreement": False}


def test_supervisor_must_be_named(draft, here):
    here.rows.planned.supervisor = None
    here.rows.planned.save()
    assert found(draft) == {"no_supervisor": True}


def test_supervisor_must_not_have_left(draft, here):
    people = type(here.rows.planned.supervisor).objects.filter(pk=here.rows.planned.supervisor_id)
    people.update(to_on=timezone.localdate())
    assert found(draft) == {"supervisor_left": True}


def test_signers_need_an_address_and_get_a_login(draft, here):
    people = type(here.rows.planned.supervisor).objects.filter(pk=here.rows.planned.supervisor_id)
    people.update(user=None, email="ny.leder@bedrift.example")
    type(here.rows.apprentice).objects.filter(pk=here.rows.apprentice.pk).update(email="")
    assert found(draft) == {"no_email": True, "no_login": False}


def test_signers_need_an_address_each(draft, here):
    here.rows.apprentice.email = here.rows.planned.supervisor.email.upper()
    here.rows.apprentice.save()
    assert found(draft) == {"same_email": True}


def test_national_id_is_demanded(draft, here):
    here.rows.apprentice.national_id = ""
    here.rows.apprentice.save()
    assert found(draft) == {"no_national_id": True}


def test_another_open_contract_of_the_training_stands_in_the_way(draft, here):
    other = Contract.objects.get(pk=here.rows.contract.pk)
    other.apprenticeship = here.rows.planned
    other.save()
    assert found(draft) == {"overlap": True}


def test_blockers_come_first_and_each_names_a_step_of_the_wizard(draft):
    draft = Contract.objects.with_people().get(pk=draft.pk)
    draft.start_on, draft.position_percent, draft.kind = None, 20, "training"
    listed = problems.before_sending(draft, timezone.localdate())
    assert [problem.is_blocker for problem in listed] == [True, True, True, False, False]
    assert {problem.step for problem in listed} == {"type", "mal", "periode", "arbeid", "papirer"}
