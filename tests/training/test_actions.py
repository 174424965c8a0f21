"""Making the plan, reaching aims, and the apprentice's own view."""

from datetime import date

import pytest

from apprenticeships import actions as apprenticeships
from okportal.audit.models import Event
from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.errors import Refused
from okportal.permissions import Role
from tests.world import TRADE
from training import actions
from training.models import Plan, PlanAim


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def supervisor(here):
    return here.member(Role.TRAINING_SUPERVISOR)


@pytest.fixture
def plan_aim(here):
    return here.rows.plan_aim


# --- the plan


def test_start_pins_the_curriculum_in_force(here, supervisor):
    newer = Curriculum.objects.create(
        code="TEST-NY", trade_id=TRADE, title="Ny", language="nno", valid_from=date(2027, 8, 1)
    )
    Aim.objects.create(curriculum=newer, code="N1", text="nytt mål", position=1)
    row = apprenticeships.start(
        apprenticeship=here.rows.planned, start_on=date(2026, 8, 1), end_on=date(2028, 7, 31), by=supervisor
    )
    plan = Plan.objects.get(apprenticeship=row)
    assert plan.curriculum_id == "TEST-BUA"
    assert list(plan.aims.values_list("aim__code", "position")) == [("T1", 1), ("T2", 2), ("T3", 3)]
    assert Event.objects.about(plan).get().facts == {"curriculum": "TEST-BUA"}


def test_made_twice_is_made_once(here, supervisor):
    row = here.rows.planned
    row.start_on = date(2026, 8, 1)
    first = actions.make_plan(apprenticeship=row, by=supervisor)
    assert actions.make_plan(apprenticeship=row, by=supervisor) == first
    assert first.aims.count() == 3
    assert Event.objects.about(first).count() == 1


def test_later_curriculum_leaves_the_plan_alone(here, supervisor):
    Curriculum.objects.create(code="TEST-NY", trade_id=TRADE, title="Ny", language="nob", valid_from=date(2023, 8, 1))
    plan = actions.make_plan(apprenticeship=here.rows.apprenticeship, by=supervisor)
    assert (plan, plan.curriculum_id) == (here.rows.plan, "TEST-BUA")


def test_no_plan_without_a_curriculum(here, supervisor):
    trade, _new = Trade.objects.get_or_create(code="XXXXX3----", defaults={"name": "Ukjent fag"})
    here.rows.planned.trade = trade
    assert actions.make_plan(apprenticeship=here.rows.planned, by=supervisor) is None


def test_aims_are_copied_in_few_statements(here, supervisor, django_assert_max_num_queries):
    row = here.rows.planned
    with django_assert_max_num_queries(9):  # find, look, savepoint, plan, release, aims, trail and the savepoint around
        actions.make_plan(apprenticeship=row, by=supervisor)


# --- reaching


def test_reach_and_undo(here, supervisor, plan_aim):
    row = actions.reach_aim(plan_aim=plan_aim, by=supervisor, on=date(2026, 2, 1))
    assert (row.reached_on, row.reached_by) == (date(2026, 2, 1), supervisor.user)
    row = actions.undo_reach(plan_aim=plan_aim, by=supervisor)
    assert (row.reached_on, row.reached_by) == (None, None)
    verbs = list(Event.objects.about(plan_aim).order_by("id").values_list("verb", flat=True))
    assert verbs == ["plan.aim_reached", "plan.aim_reopened"]


def test_repeated_click_keeps_the_first(here, supervisor, plan_aim):
    actions.reach_aim(plan_aim=plan_aim, by=supervisor, on=date(2026, 2, 1))
    row = actions.reach_aim(plan_aim=plan_aim, by=here.member(Role.INSTRUCTOR), on=date(2026, 3, 1))
    assert (row.reached_on, row.reached_by) == (date(2026, 2, 1), supervisor.user)
    assert Event.objects.about(plan_aim).count() == 1
    actions.undo_reach(plan_aim=plan_aim, by=supervisor)
    actions.undo_reach(plan_aim=plan_aim, by=supervisor)
    assert Event.objects.about(plan_aim).count() == 2


def test_closed_training_closes_its_plan(here, supervisor, plan_aim):
    apprenticeships.finish(apprenticeship=here.rows.apprenticeship, is_completed=True, by=None)
    for action in (actions.reach_aim, actions.undo_reach):
        with pytest.raises(Refused):
            action(plan_aim=plan_aim, by=supervisor)


# --- the own view


def test_rate_own(here, plan_aim):
    me = here.member(Role.APPRENTICE)
    assert actions.rate_own(plan_aim=plan_aim, rating=3, by=me).own_rating == 3
    assert actions.rate_own(plan_aim=plan_aim, rating=3, by=me).own_rating_words == "Manage with help"
    assert Event.objects.about(plan_aim).count() == 1


@pytest.mark.parametrize("rating", [None, 0, 5, "3"])
def test_rating_outside_the_four_is_refused(here, plan_aim, rating):
    with pytest.raises(Refused):
        actions.rate_own(plan_aim=plan_aim, rating=rating, by=here.member(Role.APPRENTICE))


def test_nobody_rates_for_the_apprentice(here, supervisor, plan_aim):
    with pytest.raises(Refused):
        actions.rate_own(plan_aim=plan_aim, rating=3, by=supervisor)
    assert PlanAim.objects.get(pk=plan_aim.pk).own_rating is None
