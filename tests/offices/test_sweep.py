"""Everything that is due, in each office: one that fails or is refused holds up no other."""

import logging

import pytest

from companies.models import Company
from okportal.errors import Refused
from okportal.offices.scope import office_scope
from okportal.offices.sweep import each_due, each_office

log = logging.getLogger(__name__)


@pytest.fixture
def companies(world):
    """{office id: ids of three companies}; the first office's second one breaks, its third is refused."""
    found = {}
    for office in (world.here.office, world.there.office):
        with office_scope(office.pk):
            made = [
                Company.objects.create(office=office, name=f"Bedrift {number}", organisation_number=number)
                for number in ("810059672", "810059680", "810059699")
            ]
            found[office.pk] = [row.pk for row in made]
    return found


def due():
    return Company.objects.filter(organisation_number__startswith="8100596").order_by("organisation_number")


def test_each_row_of_each_office_though_others_fail(world, companies, caplog):
    caplog.set_level(logging.INFO)
    broken, refused = companies[world.here.office.pk][1:]

    def do(company):
        if company.pk == refused:
            raise Refused("Not yet.")
        Company.objects.filter(pk=company.pk).update(city="Besøkt")
        if company.pk == broken:
            raise ValueError("broken")

    each_due(due, do, log)
    visited = {}
    for office_id, ids in companies.items():
        with office_scope(office_id):
            visited[office_id] = list(due().filter(city="Besøkt").values_list("pk", flat=True))
        assert visited[office_id] == ids if office_id != world.here.office.pk else [ids[0]]
    assert "could not be done" in caplog.text
    assert "was left as it is: Not yet." in caplog.text


def test_one_that_is_no_longer_due_is_left_alone(world, companies):
    done = []

    def do(company):
        done.append(company.pk)
        due().delete()

    each_due(due, do, log)
    assert done == [ids[0] for ids in companies.values()]


def test_an_office_that_cannot_be_asked_holds_up_no_other(world, companies, caplog):
    asked = []

    def ask():
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("broken")
        return due()

    done = []
    each_due(ask, lambda company: done.append(company.pk), log)
    assert set(done) in [set(ids) for ids in companies.values()]
    assert "could not be asked" in caplog.text


def test_each_office_once(world, companies):
    seen = []
    each_office(lambda: seen.append(due().count()), log)
    assert seen == [3, 3]
