"""By which right, as what and after which curriculum somebody is trained; and a second training."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apprenticeships import actions
from apprenticeships.forms import ApprenticeForm
from apprenticeships.models import Apprenticeship, CandidateTypePeriod, Relation
from companies.models import Company
from okportal.audit.models import Event
from okportal.curricula.models import Curriculum, Trade
from okportal.errors import Refused
from okportal.permissions import Role
from tests.apprenticeships.test_actions import answers, placement
from tests.world import TRADE
from training.actions import make_plan

TODAY = timezone.localdate()


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


def register(here, by, **changes):
    return actions.register_apprentice(by=by, **answers(here, **changes))


# --- right and model


def test_registering_opens_the_history(here, advisor):
    rows = here.rows
    row = register(here, advisor, supervisor=rows.training_supervisor, hr=rows.hr, advisor=rows.apprenticeship.advisor)
    parts = {part.kind: (part.from_on, part.to_on) for part in Relation.objects.filter(apprenticeship=row)}
    assert parts == dict.fromkeys(("supervisor", "hr", "advisor"), (TODAY, None))
    assert [period.candidate_type for period in row.candidate_types.all()] == ["apprentice"]
    assert (row.route, row.grant_right) == ("2+2", "")


def test_on_the_job_has_its_own_model_and_right(here, advisor):
    row = register(here, advisor, candidate_type="on_the_job")
    assert (row.route, row.grant_right) == ("fbj", "basis_2")


@pytest.mark.parametrize("kind, route", [("apprentice", "fbj"), ("on_the_job", "2+2")])
def test_model_that_does_not_fit_the_type_is_refused(here, advisor, kind, route):
    with pytest.raises(Refused) as refusal:
        register(here, advisor, candidate_type=kind, route=route)
    assert refusal.value.field == "route"
    with pytest.raises(Refused):
        actions.edit_apprenticeship(by=advisor, **placement(here.rows.apprenticeship, route="fbj"))


def test_d_number_is_taken(here):
    """A number of somebody without one from birth: the day plus 40 (domain § 9)."""
    form = ApprenticeForm({"national_id": "54038712345"})
    assert "check digits" in str(form.errors["national_id"])
    form = ApprenticeForm({"national_id": d_number()})
    form.is_valid()
    assert "national_id" not in form.errors


def d_number():
    first = (3, 7, 6, 1, 8, 9, 4, 5, 2)
    second = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    for individual in range(500, 999):
        nine = f"540307{individual}"
        one = -sum(w * int(d) for w, d in zip(first, nine, strict=True)) % 11
        two = -sum(w * int(d) for w, d in zip(second, f"{nine}{one}", strict=True)) % 11 if one < 10 else 10
        if two < 10:
            return f"{nine}{one}{two}"
    raise AssertionError


# --- the curriculum


@pytest.fixture
def newer():
    return Curriculum.objects.create(
        code="TEST-NY", trade_id=TRADE, title="Ny læreplan", language="nob", valid_from=TODAY + timedelta(days=20)
    )


def start(row, on=TODAY):
    return actions.start(apprenticeship=row, start_on=on, end_on=on + timedelta(days=700), by=None)


def test_curriculum_in_force_on_the_first_day_is_pinned(here, newer):
    assert start(here.rows.planned, TODAY + timedelta(days=30)).curriculum_id == "TEST-NY"


def test_chosen_curriculum_stays_and_the_plan_follows_it(here, advisor, newer):
    chosen = placement(here.rows.planned, curriculum=newer)
    row = start(actions.edit_apprenticeship(by=advisor, **chosen))
    assert row.curriculum_id == "TEST-NY"
    row.plans.all().delete()
    assert make_plan(apprenticeship=row, by=None).curriculum_id == "TEST-NY"


def test_curriculum_is_pinned_once_the_contract_is_in_force(here, advisor, newer):
    with pytest.raises(Refused) as refusal:
        actions.edit_apprenticeship(by=advisor, **placement(here.rows.apprenticeship, curriculum=newer))
    assert refusal.value.field == "curriculum"


def test_curriculum_of_another_trade_is_refused(here, advisor):
    trade = Trade.objects.create(code="ANDRE3----", name="Annet fag")
    other = Curriculum.objects.create(
        code="ANNEN", trade=trade, title="Annen", language="nob", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(Refused, match="another trade"):
        actions.edit_apprenticeship(by=advisor, **placement(here.rows.planned, curriculum=other))


# --- as what


def change(here, by, to="training_candidate", on=TODAY, reason="Ønske"):
    return actions.change_candidate_type(
        apprenticeship=here.rows.apprenticeship, candidate_type=to, on=on, reason=reason, by=by
    )


def test_change_keeps_what_was(here, advisor):
    row = change(here, advisor)
    history = [(period.candidate_type, period.from_on, period.reason) for period in row.candidate_types.all()]
    assert history == [("training_candidate", TODAY, "Ønske"), ("apprentice", row.start_on, "")]
    assert Event.objects.about(row).get(verb="apprenticeship.type_changed").facts["before"] == "apprentice"


def test_second_click_and_same_day_leave_one_line(here, advisor):
    change(here, advisor)
    change(here, advisor)
    row = change(here, advisor, to="practice_candidate")
    assert CandidateTypePeriod.objects.filter(apprenticeship=row).count() == 2
    assert row.candidate_type == "practice_candidate"


def test_change_before_the_present_type_began_is_refused(here, advisor):
    change(here, advisor, on=TODAY - timedelta(days=5))
    with pytest.raises(Refused) as refusal:
        change(here, advisor, to="apprentice", on=TODAY - timedelta(days=6))
    assert refusal.value.field == "on"
    with pytest.raises(Refused):
        change(here, advisor, to="apprentice", on=TODAY + timedelta(days=1))


def test_to_on_the_job_and_back_brings_the_model_along(here, advisor):
    assert change(here, advisor, to="on_the_job", on=TODAY - timedelta(days=3)).route == "fbj"
    assert change(here, advisor, to="apprentice").route == "2+2"


def test_type_of_a_training_that_is_over_stays(here, advisor):
    Apprenticeship.objects.update(state="completed")
    with pytest.raises(Refused):
        change(here, advisor)


def test_page_changes_the_type(here):
    address = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/kandidattype/")
    typed = {"candidate_type": "training_candidate", "on": TODAY.isoformat(), "reason": ""}
    client = here.client(Role.ADVISOR)
    assert "reason" in client.post(address, typed).context["form"].errors
    assert client.post(address, typed | {"reason": "Ny avtale"}).status_code == 302
    assert "Ny avtale" in client.get(address).content.decode()
    assert here.client(Role.COMPANY_CONTACT).get(address).status_code == 404


# --- a second training


def test_second_training_of_the_same_person(here, advisor):
    trade = Trade.objects.create(code="ANDRE3----", name="Annet fag")
    row = actions.add_apprenticeship(
        apprentice=here.rows.apprentice, trade=trade, company=here.rows.company, by=advisor
    )
    assert (row.apprentice, row.state, row.candidate_types.count()) == (here.rows.apprentice, "planned", 1)
    with pytest.raises(Refused, match="already"):
        actions.add_apprenticeship(apprentice=here.rows.apprentice, trade=trade, company=here.rows.company, by=advisor)


def test_same_trade_and_company_only_after_it_has_ended(here, advisor):
    facts = {"apprentice": here.rows.apprentice, "trade": Trade.objects.get(pk=TRADE), "by": advisor}
    with pytest.raises(Refused):
        actions.add_apprenticeship(company=here.rows.company, **facts)
    other = Company.objects.create(
        office=here.office, organisation_number="810000000", name="Annen bedrift", county_id="46"
    )
    assert actions.add_apprenticeship(company=other, **facts)
    Apprenticeship.objects.filter(company=here.rows.company).update(state="ended")
    assert actions.add_apprenticeship(company=here.rows.company, **facts)


def test_page_for_a_second_training(here):
    Apprenticeship.objects.update(state="ended")
    client = here.client(Role.ADVISOR)
    address = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/ny-opplaering/")
    assert address in client.get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")).content.decode()
    typed = {"candidate_type": "apprentice", "trade": TRADE, "company": here.rows.company.pk, "county": "46"}
    response = client.post(address, typed)
    made = Apprenticeship.objects.latest("pk")
    assert response["Location"] == here.url(f"laerlinger/{made.pk}/")
    assert made.apprentice == here.rows.apprentice
    assert client.post(address, typed).status_code == 422
    assert here.client(Role.READER).get(address).status_code == 404


def test_type_of_a_training_that_is_to_begin_can_be_changed(here, advisor):
    """What came in from elsewhere counts from its start, which may be ahead."""
    row, ahead = here.rows.apprenticeship, TODAY + timedelta(days=30)
    CandidateTypePeriod.objects.create(
        office=here.office, apprenticeship=row, from_on=ahead, candidate_type="apprentice"
    )
    changed = change(here, advisor)
    assert changed.candidate_type == "training_candidate"
    assert [(period.candidate_type, period.from_on) for period in changed.candidate_types.all()] == [
        ("training_candidate", ahead)
    ]
