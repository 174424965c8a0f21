"""Where to go next: by the aims that are open, with the reason, and only of the own company."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from apprenticeships.models import Placement
from companies.models import AimCoverage, Establishment
from okportal.curricula.models import Aim
from okportal.home.rotation import free_from, proposals_for, propose
from okportal.permissions import Role
from training.models import PlanAim

TODAY = timezone.localdate()
By = AimCoverage.CoveredBy


@pytest.fixture
def here(world):
    with world.here.scope():
        AimCoverage.objects.all().delete()
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


def covers(here, code, place="", by=By.HERE, **facts):
    aim = Aim.objects.get(curriculum_id="TEST-BUA", code=code)
    return AimCoverage.objects.create(
        office=here.office, approval=facts.pop("approval", here.rows.approval), aim=aim, position=aim.position,
        covered_by=by, place=place, **facts,
    )  # fmt: skip


def found(here, advisor):
    return proposals_for(advisor, here.rows.apprenticeship)


def test_place_with_most_open_aims_comes_first_and_says_why(here, advisor):
    covers(here, "T1", "Verksted")
    covers(here, "T2", "Kontor", person=here.rows.instructor)
    covers(here, "T3", "kontor")
    open_aims, uncovered, (first, second) = found(here, advisor)
    assert (open_aims, uncovered) == (3, 0)
    assert first.sentence == "2 of 3 open aims are covered at Kontor."
    assert (first.aims, first.people) == ([2, 3], [here.rows.instructor.name])
    assert second.place == "Verksted"


def test_reached_aims_do_not_count(here, advisor):
    covers(here, "T1", "Verksted")
    covers(here, "T2", "Kontor")
    PlanAim.objects.filter(plan=here.rows.plan, aim__code="T1").update(reached_on=TODAY)
    open_aims, uncovered, proposals = found(here, advisor)
    assert (open_aims, uncovered, [one.place for one in proposals]) == (2, 1, ["Kontor"])


def test_what_is_not_covered_is_no_place(here, advisor):
    covers(here, "T1", "Verksted", by=By.OPEN)
    covers(here, "T2", "Verksted", by=By.NOT)
    assert found(here, advisor) == (3, 3, [])


def test_partner_is_proposed_as_partner(here, advisor):
    covers(here, "T1", by=By.PARTNER, partner="Nabo AS")
    (one,) = found(here, advisor)[2]
    assert (one.place, one.is_partner) == ("Nabo AS", True)


def test_approval_that_is_over_proposes_nothing(here, advisor):
    covers(here, "T1", "Verksted")
    here.rows.approval.state = "lapsed"
    here.rows.approval.save()
    assert found(here, advisor)[2] == []


def test_known_place_of_work_is_meant_by_its_name_and_new_goes_before_old(here, advisor):
    place = Establishment.objects.create(office=here.office, company=here.rows.company, name="Kontor")
    covers(here, "T1", "kontor")
    covers(here, "T2", "Verksted")
    Placement.objects.create(
        office=here.office, apprenticeship=here.rows.apprenticeship, company=here.rows.company, establishment=place,
        from_on=TODAY - timedelta(days=20), to_on=TODAY + timedelta(days=4),
    )  # fmt: skip
    first, second = found(here, advisor)[2]
    assert (first.place, first.was_there_until, first.what) == ("Verksted", None, "Verksted: Aims 2")
    assert (second.establishment_id, second.was_there_until) == (place.pk, TODAY + timedelta(days=4))
    assert free_from(advisor, here.rows.apprenticeship) == TODAY + timedelta(days=5)


def test_aims_of_another_curriculum_are_left_out():
    row = SimpleNamespace(aim=SimpleNamespace(code="X"), covered_by=By.HERE, place="Verksted", person=None)
    assert propose({"T1": 1}, [row]) == []


def test_page_leads_to_the_placement_with_what_is_proposed(here):
    covers(here, "T1", here.rows.establishment.name)
    client, pk = here.client(Role.ADVISOR), here.rows.apprenticeship.pk
    text = client.get(here.url(f"laerlinger/{pk}/plasseringer/forslag/")).content.decode()
    assert "1 of 3 open aims are covered at Fjord avdeling nord." in text
    assert f"establishment={here.rows.establishment.pk}" in text
    assert (
        here.url(f"laerlinger/{pk}/plasseringer/forslag/")
        in client.get(here.url(f"laerlinger/{pk}/plasseringer/")).content.decode()
    )


@pytest.mark.parametrize("role", [Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_page_is_the_planners_own(here, role):
    address = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/plasseringer/forslag/")
    assert here.client(role).get(address).status_code == 404


def test_file_says_what_is_next(here):
    text = here.client(Role.ADVISOR).get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")).content.decode()
    assert "What is next" in text
    assert here.url(f"samtaler/{here.rows.talk.pk}/") in text
