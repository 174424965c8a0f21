"""Is the country that is made up large, whole, the same every time, and never in a real office's way?"""

from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apprenticeships.models import Absence, Apprentice, Apprenticeship, Placement, Relation
from companies.models import ActivePeriod, Agreement, Approval, Company, CompanyPerson
from contracts.models import Contract, Party
from exams.models import Registration
from exams.rules import window
from followup.models import Participant, Talk
from followup.rules import talk_days
from okportal.curricula.models import Aim, Curriculum
from okportal.embedded.norway import plan
from okportal.embedded.norway.filling import Filling
from okportal.norwegian import organisation_number
from okportal.offices.models import Membership, Office
from okportal.offices.scope import office_ids, office_scope
from okportal.people.models import User
from okportal.permissions import Role
from training.models import Plan, PlanAim

BEGUN = {"running": "active", "completed": "completed", "ended": "ended"}
NOT_BEGUN = {"draft", "signed", "at_county"}


def seed(**options):
    said = StringIO()
    call_command("seed_norway", stdout=said, **{"offices": 3, "apprentices": 70, **options})
    return said.getvalue().splitlines()


def inside_each():
    """Enters one office after the other."""
    for office in office_ids():
        with office_scope(office):
            yield office


def counted(model):
    """Rows of each office, as the office itself sees them."""
    return [model.objects.count() for _office in inside_each()]


@pytest.fixture
def norway(db):
    """Three offices; one of the trades has a curriculum. What the command said."""
    Curriculum.objects.create(
        code="PRØVE-1", trade_id="HSHEA3----", title="Prøveplan", language="nob", valid_from="2020-08-01"
    )
    Aim.objects.bulk_create(
        Aim(curriculum_id="PRØVE-1", code=f"P{place}", position=place, text="prøve noe") for place in range(1, 13)
    )
    return seed()


def test_all_that_was_asked_for_is_there_and_shared_out_unevenly(norway):
    assert counted(Apprentice) == counted(Apprenticeship) == counted(Contract) == plan.shares(70, 3)
    assert counted(Company) == plan.shares(28, 3) and len(set(counted(Company))) > 1
    assert counted(CompanyPerson) == [3 * members for members in counted(Company)]
    assert counted(ActivePeriod) == counted(Agreement) == counted(Company)
    assert counted(Membership) == [4, 4, 4]
    for model in (Approval, Placement, Relation, Absence, Party, Talk, Participant, Registration, Plan, PlanAim):
        assert all(counted(model)), model


def test_each_table_is_named_with_its_rows(norway):
    assert any(line.split()[:3] == ["apprenticeships_apprentice", "70", "rows"] for line in norway)
    assert norway[-1].startswith("3 offices in ")


def test_no_office_sees_the_rows_of_another(norway):
    seen = [set(Apprentice.objects.values_list("pk", flat=True)) for _office in inside_each()]
    assert sum(map(len, seen)) == len(set().union(*seen)) == 70
    for office in inside_each():
        assert set(Apprenticeship.objects.values_list("office_id", flat=True)) == {office}


def test_each_training_has_all_that_belongs_to_it(norway):
    for _office in inside_each():
        for training in Apprenticeship.objects.with_people():
            contract = training.contracts.get()
            assert training.company.approvals.filter(trade=training.trade, state="approved").exists()
            assert training.supervisor is None or training.supervisor.company_id == training.company_id
            assert training.advisor.role == Role.ADVISOR
            if training.state == "planned":
                assert contract.state in NOT_BEGUN and not contract.registrations.exists()
                assert training.start_on is None and not contract.talks.exists()
            else:
                assert contract.state == BEGUN[training.state] and contract.start_on == training.start_on
                assert contract.round.parties.filter(signed_at__isnull=False).count() == 3


def test_each_training_is_placed_from_its_first_to_its_last_day_by_those_it_names(norway):
    for _office in inside_each():
        for training in Apprenticeship.objects.exclude(state="planned"):
            stays = list(training.placements.all())
            assert (stays[0].from_on, stays[-1].to_on) == (training.start_on, training.end_on)
            assert all(after.from_on - before.to_on == timedelta(1) for before, after in pairwise(stays))
            assert {stay.establishment.company_id for stay in stays} == {training.company_id}
            named = {"supervisor": training.supervisor_id, "instructor": training.instructor_id}
            for part, person in named.items():
                assert training.relations.filter(kind=part, person=person).exists() == bool(person)
            assert training.relations.get(kind="advisor").membership_id == training.advisor_id


def test_some_have_been_away_for_a_while(norway):
    away = [absence.to_on - absence.from_on for _office in inside_each() for absence in Absence.objects.all()]
    assert min(away) == timedelta(0) and max(away) >= timedelta(20)


def test_dates_are_those_that_the_rules_would_set(norway):
    for _office in inside_each():
        for contract in Contract.objects.exclude(state__in=NOT_BEGUN):
            registration = contract.registrations.get()
            assert [talk.due_on for talk in contract.talks.all()] == talk_days(contract.start_on, contract.end_on)
            assert window(contract.end_on).opens_on == registration.opens_on
            assert window(contract.end_on).due_on == registration.due_on


def test_numbers_are_valid_and_a_chain_is_the_same_company_everywhere(norway):
    found = [set(Company.objects.values_list("organisation_number", "name")) for _office in inside_each()]
    for number, _name in set.union(*found):
        assert organisation_number(number) == number
    assert len(set.intersection(*found)) == 1


def test_nobody_has_a_national_id_or_a_login(norway):
    for _office in inside_each():
        assert not any(row.national_id or row.national_id_index or row.user_id for row in Apprentice.objects.all())
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_it_is_the_same_country_every_time(norway):
    assert plan.country(3, 70) == plan.country(3, 70)
    with office_scope(office_ids()[0]):
        assert str(Apprentice.objects.order_by("pk")[0]) == "Anders Berg"


def test_the_second_run_is_refused_and_writes_nothing(norway):
    with pytest.raises(CommandError, match="already"):
        seed()
    assert counted(Apprentice) == plan.shares(70, 3)


def test_what_was_there_stays(world):
    seed()
    with world.here.scope():
        assert [company.name for company in Company.objects.all()] == ["Fjord barnehager"]
        assert Office.objects.get().slug == "fjord"
    assert len(office_ids()) == 2 + 3


def test_outside_development_only_with_a_word_more(db, settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="made up"):
        seed()
    assert not office_ids()
    seed(even_here=True)
    assert len(office_ids()) == 3


@pytest.mark.parametrize(("offices", "apprentices"), [(0, 10), (-1, 10), (11, 10)])
def test_sizes_that_make_no_country_are_refused(db, offices, apprentices):
    with pytest.raises(CommandError, match="at least one"):
        seed(offices=offices, apprentices=apprentices)


@pytest.mark.parametrize(("total", "parts"), [(50_000, 300), (20_000, 300), (3, 3), (7, 5)])
def test_shares_add_up_and_leave_nobody_out(total, parts):
    found = plan.shares(total, parts)
    assert sum(found) == total and len(found) == parts and min(found) >= 1


def test_a_column_that_is_not_named_gets_the_default_of_its_field():
    sql, defaults = Filling(Talk, "FROM nothing", {"office_id": "1", "apprenticeship_id": "2", "contract_id": "3",
                                                   "number": "4", "due_on": "now()"}).statement()  # fmt: skip
    assert '"minutes"' in sql and defaults["default_minutes"] == "" and defaults["default_state"] == "planned"
    assert '"held_on"' not in sql  # may be empty


def test_a_column_without_a_default_must_be_named():
    with pytest.raises(ValueError, match=r"followup_talk\.due_on needs a value"):
        Filling(Talk, "", {"office_id": "1", "apprenticeship_id": "2", "contract_id": "3", "number": "4"}).statement()


def test_a_column_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="followup_talk has no when"):
        Filling(Talk, "", {"when": "now()"}).statement()
