"""Do the numbers of endings say what happened, and nobody's own story?"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from contracts.ending.drop_out import FEW, guarded, in_year, per_year
from contracts.models import Contract, Ending
from okportal.permissions import Role


@pytest.fixture
def many(here):
    """2025: three agreed (two moved), seven rescinded, one lapsed, nine completed, one change of company; 2024: one."""

    def add(kind, year, reason="", count=1, **facts):
        for _each in range(count):
            contract = Contract.objects.create(
                office=here.office, apprenticeship=here.rows.apprenticeship, number=f"N-{Contract.objects.count()}"
            )
            done = {"state": "done", "done_at": timezone.now(), "last_on": date(year, 6, 1)} | facts
            Ending.objects.create(office=here.office, contract=contract, kind=kind, reason=reason, **done)

    add("mutual", 2025, "moved", 2)
    add("mutual", 2025, "health")
    add("rescission", 2025, "health", 7)
    add("lapse", 2025)
    add("completed", 2025, "", 9)
    add("company_change", 2025)
    add("mutual", 2024, "moved")
    add("mutual", 2025, "moved", state="dropped", done_at=None)
    return SimpleNamespace(add=add)


def as_table(lines):
    return {str(line.label): line.numbers for line in lines}


def test_per_year_counts_what_is_done(many, advisor, world):
    assert as_table(per_year(advisor)) == {"2025": (3, 7, 1, 11, 9), "2024": (1, 0, 0, 1, 0)}
    with world.there.scope():
        assert per_year(world.there.member(Role.ADVISOR)) == []


def test_in_year_by_reason_trade_and_company(many, advisor, here):
    table = as_table(in_year(advisor, 2025, "grunn"))
    assert table == {"Health": (1, 7, 0, 8, 0), "Moved": (2, 0, 0, 2, 0), "Not said": (0, 0, 1, 1, 9)}
    trade = str(here.rows.apprenticeship.trade.name)
    assert as_table(in_year(advisor, 2025, "fag")) == {trade: (3, 7, 1, 11, 9)}
    assert as_table(in_year(advisor, 2025, "bedrift")) == {here.rows.company.name: (3, 7, 1, 11, 9)}


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([8, 2, 1], [8, FEW, FEW]),
        ([8, 9, 1], [FEW, 9, FEW]),  # or the one could be found from the sum
        ([0, 5, 6], [0, 5, 6]),
        ([4], [FEW]),
        ([5], [5]),
        ([], []),
        ([0, 3], [0, FEW]),
        ([1, 1, 9], [FEW, FEW, FEW]),  # two in eleven less nine: one each
        ([4, 12, 4, 7], [FEW, 12, FEW, FEW]),  # eight of two: four each
        ([1, 1, 1, 8, 0], [FEW, FEW, FEW, FEW, 0]),
        ([4, 4, 0], [FEW, FEW, FEW]),
        ([3, 5, 1], [FEW, 5, FEW]),  # four of two may be two each as well
        ([1, 1, 0], [FEW, FEW, 0]),  # a sum of two is not shown
    ],
)
def test_guarded(numbers, shown):
    assert guarded(numbers) == shown


def test_reader_sees_no_number_under_five(many, member):
    reader = member(Role.READER)
    for lines in (per_year(reader), in_year(reader, 2025, "grunn"), in_year(reader, 2025, "bedrift")):
        for line in lines:
            assert not any(isinstance(number, int) and 0 < number < 5 for number in line.numbers), line
    assert as_table(in_year(reader, 2025, "grunn"))["Health"][3] == 8


def test_pages_and_files(many, here, world):
    address = here.url("kontrakter/avslutninger/")
    page = here.client(Role.ADVISOR).get(address)
    assert page.context["year"] == 2025
    assert page.context["chart"] is not None
    assert here.client(Role.ADVISOR).get(address, {"aar": "2024"}).context["year"] == 2024
    assert here.client(Role.ADVISOR).get(address, {"aar": "x", "etter": "y"}).context["year"] == 2025
    reader = here.client(Role.READER).get(address)
    assert reader.context["chart"] is None
    assert "under five" in reader.content.decode()
    rows = b"".join(
        here.client(Role.ADVISOR).get(f"{address}fil/", {"fil": "csv", "aar": "2025"}).streaming_content
    ).decode()
    assert "Health;1;7;0;8;0" in rows
    masked = b"".join(here.client(Role.READER).get(f"{address}fil/", {"fil": "csv"}).streaming_content).decode()
    assert "<5" in masked
    assert here.client(Role.READER).get(f"{address}fil/").status_code == 200
    for role in (Role.COMPANY_CONTACT, Role.APPRENTICE, Role.HR):
        assert here.client(role).get(address).status_code == 404
        assert here.client(role).get(f"{address}fil/").status_code == 404
    empty = world.there.client(Role.ADVISOR).get(address.replace("fjord", world.there.office.slug))
    assert empty.context["year"] is None
