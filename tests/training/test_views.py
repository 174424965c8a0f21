"""The plan's page and its buttons, for each role, with and without htmx."""

from datetime import date, timedelta

import pytest

from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.offices.models import Membership
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Role
from training.models import Plan, PlanAim

RATING_ROLES = (Role.ADMINISTRATOR, Role.ADVISOR, Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR)
HTMX = {"HX-Request": "true"}


def plan_url(cast, row=None):
    return cast.url(f"opplaering/{(row or cast.rows.apprenticeship).pk}/")


def aim_url(cast, word, plan_aim=None):
    return cast.url(f"opplaering/maal/{(plan_aim or cast.rows.plan_aim).pk}/{word}/")


def stored(here):
    with here.scope():
        return PlanAim.objects.get(pk=here.rows.plan_aim.pk)


# --- the page


@pytest.mark.parametrize("role", [*OFFICE_ROLES, *COMPANY_ROLES, Role.APPRENTICE])
def test_plan_shows_aims_in_the_language_they_were_set_in(here, role):
    response = here.client(role).get(plan_url(here))
    text = response.content.decode()
    assert response.status_code == 200
    assert '<span lang="nb">mål nummer 1</span>' in text
    assert "0 of 3 aims reached" in text


def test_plan_of_another_office_does_not_exist(world):
    for role in Role:
        client = world.here.client(role)
        answers = [client.get(world.here.url(f"opplaering/{number}/")) for number in (
            world.there.rows.apprenticeship.pk, 999_999_999
        )]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404, 404]


def test_only_those_who_may_get_buttons(here):
    for role in Role:
        text = here.client(role).get(plan_url(here)).content.decode()
        assert ("Mark as reached" in text) == (role in RATING_ROLES)
        assert ("Manage on my own" in text) == (role == Role.APPRENTICE)


def test_no_curriculum_is_told_kindly(here):
    with here.scope():
        here.rows.plan.aims.all().delete()
        here.rows.plan.delete()
        here.rows.apprenticeship.trade, _new = Trade.objects.get_or_create(
            code="XXXXX3----", defaults={"name": "Ukjent fag"}
        )
        here.rows.apprenticeship.save()
    assert "No curriculum is known for this trade" in here.client(Role.ADVISOR).get(plan_url(here)).content.decode()


def test_planned_training_has_no_plan_yet(here):
    text = here.client(Role.ADVISOR).get(plan_url(here, here.rows.planned)).content.decode()
    assert "The plan comes when the training starts" in text


def test_plan_is_made_when_the_curriculum_came_later(here):
    with here.scope():
        here.rows.plan.aims.all().delete()
        here.rows.plan.delete()
    client = here.client(Role.ADVISOR)
    assert "Make the plan" in client.get(plan_url(here)).content.decode()
    assert client.get(plan_url(here) + "lag/").status_code == 405
    for _click in range(2):
        assert client.post(plan_url(here) + "lag/").status_code == 302
    with here.scope():
        assert Plan.objects.get(apprenticeship=here.rows.apprenticeship).aims.count() == 3


# --- the buttons


@pytest.mark.parametrize("role", Role)
def test_who_may_say_that_an_aim_is_reached(here, role):
    status = here.client(role).post(aim_url(here, "naadd")).status_code
    assert status == (302 if role in RATING_ROLES else 404)
    assert (stored(here).reached_on is not None) == (role in RATING_ROLES)


def also_supervisor(here, role):
    """The person of this role gets the role of training supervisor as well."""
    with here.scope():
        Membership.objects.create(
            office=here.office, user=here.users[role], role=Role.TRAINING_SUPERVISOR, from_on=date(2020, 1, 1)
        )


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.APPRENTICE])
def test_supervisor_of_others_sees_the_plan_without_buttons(here, role):
    also_supervisor(here, role)
    client = here.client(role)
    page = client.get(plan_url(here))
    assert page.status_code == 200
    assert "Mark as reached" not in page.content.decode()
    assert [client.post(aim_url(here, word)).status_code for word in ("naadd", "angre")] == [404, 404]
    assert client.post(plan_url(here) + "lag/").status_code == 404
    assert stored(here).reached_on is None


@pytest.mark.parametrize("role", RATING_ROLES)
def test_nobody_judges_the_own_training(here, role):
    with here.scope():
        here.rows.apprentice.user = here.users[role]
        here.rows.apprentice.save()
    client = here.client(role)
    assert "Mark as reached" not in client.get(plan_url(here)).content.decode()
    assert client.post(aim_url(here, "naadd")).status_code == 404


def test_supervisor_who_has_left_judges_no_more(here):
    """Still contact of the company, and so able to see the plan."""
    also_supervisor(here, Role.COMPANY_CONTACT)
    with here.scope():
        gone = here.rows.training_supervisor
        gone.user, gone.to_on = here.users[Role.COMPANY_CONTACT], date.today() - timedelta(days=2)
        gone.save()
    client = here.client(Role.COMPANY_CONTACT)
    assert client.get(plan_url(here)).status_code == 200
    assert client.post(aim_url(here, "naadd")).status_code == 404


def test_without_javascript_one_lands_at_the_aim(here):
    response = here.client(Role.INSTRUCTOR).post(aim_url(here, "naadd"))
    assert response["Location"] == f"{plan_url(here)}#maal-{here.rows.plan_aim.pk}"


def test_htmx_gets_the_row_and_the_progress(here):
    response = here.client(Role.INSTRUCTOR).post(aim_url(here, "naadd"), headers=HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert f'id="maal-{here.rows.plan_aim.pk}"' in text
    assert "1 of 3 aims reached" in text
    assert 'hx-swap-oob="true"' in text
    assert "<html" not in text
    undone = here.client(Role.INSTRUCTOR).post(aim_url(here, "angre"), headers=HTMX).content.decode()
    assert "0 of 3 aims reached" in undone


def test_get_never_writes(here):
    for word in ("naadd", "angre", "egenvurdering"):
        assert here.client(Role.ADVISOR).get(aim_url(here, word)).status_code == 405


def test_aim_of_another_office_does_not_exist(world):
    foreign = world.there.rows.plan_aim
    for role, word in ((Role.ADVISOR, "naadd"), (Role.ADVISOR, "angre"), (Role.APPRENTICE, "egenvurdering")):
        assert world.here.client(role).post(aim_url(world.here, word, foreign), {"rating": 2}).status_code == 404
    assert stored(world.there).reached_on is None


@pytest.mark.parametrize("role", Role)
def test_own_view_is_the_apprentices_alone(here, role):
    status = here.client(role).post(aim_url(here, "egenvurdering"), {"rating": "2"}).status_code
    assert status == (302 if role == Role.APPRENTICE else 404)
    assert stored(here).own_rating == (2 if role == Role.APPRENTICE else None)


@pytest.mark.parametrize("typed", ["", "0", "12", "x", "\x00", "9" * 50])
def test_nonsense_rating_is_refused_in_words(here, typed):
    response = here.client(Role.APPRENTICE).post(aim_url(here, "egenvurdering"), {"rating": typed})
    assert response.status_code == 422


def test_plan_far_behind_is_told_to_the_company_not_to_the_apprentice(here):
    """Ten of 24 months have passed and nothing is reached."""
    words = "0 of 3 aims reached, and"
    assert words in here.client(Role.INSTRUCTOR).get(plan_url(here)).content.decode()
    assert words not in here.client(Role.APPRENTICE).get(plan_url(here)).content.decode()


# --- the same number of questions for few aims and for many


def test_plan_asks_the_same_with_many_aims(here, django_assert_num_queries, django_assert_max_num_queries):
    client = here.client(Role.INSTRUCTOR)
    with django_assert_max_num_queries(16) as few:
        client.get(plan_url(here))
    curriculum = Curriculum.objects.create(
        code="TEST-30", trade_id="HSBUA3----", title="Lang", language="nob", valid_from=date(2020, 1, 1)
    )
    aims = Aim.objects.bulk_create(
        Aim(curriculum=curriculum, code=f"L{n}", text=f"langt mål {n}", position=n) for n in range(10, 40)
    )
    with here.scope():
        PlanAim.objects.bulk_create(
            PlanAim(
                office=here.office, plan=here.rows.plan, aim=aim, position=aim.position, reached_on=date(2026, 1, 1),
                reached_by=here.users[Role.INSTRUCTOR],
            )
            for aim in aims
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        client.get(plan_url(here))
