"""Do the two walls hold, each alone?"""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from companies.models import Company, Establishment
from okportal.offices.models import CountyRule, Membership, Office
from okportal.offices.scope import office_ids, office_scope, office_slug
from okportal.permissions import Role


def test_query_without_an_office_is_an_error_not_an_empty_page(world):
    with pytest.raises((DataError, ProgrammingError)), transaction.atomic():
        Company.objects.count()


def test_office_sees_its_own_rows_only(world):
    with world.here.scope():
        assert [company.name for company in Company.objects.all()] == ["Fjord barnehager"]
        assert not Company.objects.filter(pk=world.there.rows.company.pk).exists()


def test_office_changes_and_deletes_nothing_of_another(world):
    other = world.there.rows.establishment.pk
    with world.here.scope():
        assert Establishment.objects.filter(pk=other).update(name="kapret") == 0
        assert Establishment.objects.filter(pk=other).delete()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM companies_establishment WHERE id = %s", [other])
            assert cursor.rowcount == 0


def test_row_cannot_be_written_into_another_office(world):
    with pytest.raises(ProgrammingError, match="row-level security"), world.here.scope():
        Company.objects.create(office=world.there.office, organisation_number="810000000", name="Smuglet")


def test_key_cannot_point_into_another_office(world):
    with pytest.raises(IntegrityError, match="same_office"), world.here.scope():
        Establishment.objects.create(office=world.here.office, company_id=world.there.rows.company.pk, name="Feil")
        connection.check_constraints()


def test_nested_scope_gives_the_outer_office_back(world):
    with world.here.scope():
        with world.there.scope():
            assert Company.objects.get().name == "Canary barnehager"
        assert Company.objects.get().name == "Fjord barnehager"
        assert office_slug() == "fjord"


def test_failed_nested_scope_gives_the_outer_office_back(world):
    with world.here.scope():
        with pytest.raises(ZeroDivisionError), world.there.scope():
            raise ZeroDivisionError
        assert Company.objects.get().name == "Fjord barnehager"


def test_person_finds_the_own_offices_before_one_is_entered(world):
    user = world.here.users[Role.ADVISOR]
    with office_scope(None, user.pk):
        assert [office.slug for office in Office.objects.all()] == ["fjord"]
        assert Membership.objects.count() == 1


def test_nobody_finds_an_office_without_a_role(world):
    with office_scope(None):
        assert not Office.objects.exists()
        assert not Membership.objects.exists()


def test_application_has_no_rights_beyond_its_own(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("okportal_app", False, False)


def test_offices_are_listed_through_the_definer_function(world):
    assert {world.here.office.pk, world.there.office.pk} <= set(office_ids())


@pytest.mark.parametrize("due", [8, 9])
def test_registration_opens_before_it_is_due(world, due):
    with pytest.raises(IntegrityError, match="county_rule_opens_before_due"), transaction.atomic():
        CountyRule.objects.create(county_id="46", valid_from=date(2031, 1, 1), exam_opens_months=8, exam_due_months=due)
