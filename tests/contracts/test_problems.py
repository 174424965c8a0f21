"""Is everything that stands in the way found, and nothing else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts import problems
from contracts.models import Contract


def found(contract, **changes) -> dict:
    """{code: is_blocker} for the contract with `changes` on top."""
    contract = Contract.objects.with_people().get(pk=contract.pk)
    for name, value in changes.items():
        setattr(contract, name, value)
    return {problem.code: problem.is_blocker for problem in problems.before_sending(contract, timezone.localdate())}


def test_nothing_stands_in_the_way_of_a_whole_draft(draft):
    assert found(draft) == {}


@pytest.mark.parametrize(
    ("changes", "code", "is_blocker"),
    [
        ({"start_on": None}, "start_missing", True),
        ({"start_on": timezone.localdate() - timedelta(days=1)}, "start_passed", False),
        ({"credit_months": 6}, "credit_basis", True),
        ({"credit_months": 30, "credit_basis": "school"}, "credit_too_long", True),
        ({"position_percent": 49}, "small_position", False),
        ({"kind": "training"}, "kind_differs", False),
    ],
)
def test_problems_of_the_draft_itself(draft, changes, code, is_blocker):
    assert found(draft, **changes) == {code: is_blocker}


def test_half_a_position_is_no_problem(draft):
    assert found(draft, position_percent=50) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "withdrawn"},
        {"from_on": timezone.localdate() + timedelta(days=21)},
        {"to_on": timezone.localdate() + timedelta(days=19)},
        {"county_id": "03"},
    ],
)
def test_approval_must_hold_on_the_first_day_in_the_county(draft, here, changes):
    for name, value in changes.items():
        setattr(here.rows.approval, name, value)
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
        {"to_on": timezone.localdate() + timedelta(days=19)},
        {"from_on": timezone.localdate() + timedelta(days=21)},
    ],
)
def test_signing_without_an_agreement_is_a_warning(draft, here, changes):
    for name, value in changes.items():
        setattr(here.rows.agreement, name, value)
    here.rows.agreement.save()
    assert found(draft) == {"no_agreement": False}


def test_supervisor_must_be_named(draft, here):
    here.rows.planned.supervisor = None
    here.rows.planned.save()
    assert found(draft) == {"no_supervisor": True}


def test_supervisor_must_not_have_left(draft, here):
    supervisor = here.rows.planned.supervisor
    supervisor.to_on = timezone.localdate()
    supervisor.save()
    assert found(draft) == {"supervisor_left": True}


def test_signers_need_an_address_and_get_a_login(draft, here):
    supervisor = here.rows.planned.supervisor
    supervisor.user = None
    supervisor.save()
    here.rows.apprentice.email = ""
    here.rows.apprentice.save()
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
    assert [problem.is_blocker for problem in listed] == [True, False, False]
    assert {problem.step for problem in listed} <= {"type", "periode", "arbeid"}
