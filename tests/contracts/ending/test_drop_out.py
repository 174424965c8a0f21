"""Do the numbers of endings say what happened, and nobody's own story?"""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from contracts.ending.drop_out import HIDDEN, in_year, per_year
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


def test_parts_of_a_year_do_not_give_away_what_the_year_hides(many, member, advisor):
    """3, 7 and 1 are 11: without the 7 the two others could be under five and nothing else."""
    reader = member(Role.READER)
    (newest, older) = per_year(reader)
    assert newest.numbers == (HIDDEN, HIDDEN, HIDDEN, 11, 9)
    assert older.numbers[0] == older.numbers[3] == HIDDEN
    trade = in_year(reader, 2025, "fag")[0]  # the only one: the same line again
    assert trade.numbers == newest.numbers


def test_a_number_alone_in_its_column_takes_another_along(many, member):
    """The year shows ten rescissions: eight and two are hidden both, or the two would be what is left."""
    many.add("rescission", 2023, "health", 8)
    many.add("rescission", 2023, "business", 2)
    reader = member(Role.READER)
    assert as_table(per_year(reader))["2023"] == (0, 10, 0, 10, 0)
    table = as_table(in_year(reader, 2023, "grunn"))
    assert list(table.values()) == [(0, HIDDEN, 0, HIDDEN, 0)] * 2


def test_the_order_of_hidden_lines_tells_nothing(many, member):
    many.add("lapse", 2025, "conflict", 3)
    lines = in_year(member(Role.READER), 2025, "grunn")
    hidden = [str(line.label) for line in lines if line.numbers[3] == HIDDEN]
    assert len(hidden) > 1
    assert hidden == sorted(hidden)


def test_reader_sees_no_number_under_five(many, member):
    reader = member(Role.READER)
    for lines in (per_year(reader), in_year(reader, 2025, "grunn"), in_year(reader, 2025, "bedrift")):
        for line in lines:
            assert not any(isinstance(number, int) and 0 < number < 5 for number in line.numbers), line


def test_pages_and_files(many, here, world):
    address = here.url("kontrakter/avslutninger/")
    page = here.client(Role.ADVISOR).get(address)
    assert page.context["year"] == 2025
    assert page.context["chart"] is not None
    assert here.client(Role.ADVISOR).get(address, {"aar": "2024"}).context["year"] == 2024
    assert here.client(Role.ADVISOR).get(address, {"aar": "x", "etter": "y"}).context["year"] == 2025
    reader = here.client(Role.READER).get(address)
    assert reader.context["chart"] is None
    assert "So are some larger ones" in reader.content.decode()
    rows = b"".join(
        here.client(Role.ADVISOR).get(f"{address}fil/", {"fil": "csv", "aar": "2025"}).streaming_content
    ).decode()
    assert "Health;1;7;0;8;0" in rows
    masked = b"".join(here.client(Role.READER).get(f"{address}fil/", {"fil": "csv"}).streaming_content).decode()
    assert ";hidden;" in masked
    assert here.client(Role.READER).get(f"{address}fil/").status_code == 200
    for role in (Role.COMPANY_CONTACT, Role.APPRENTICE, Role.HR):
        assert here.client(role).get(address).status_code == 404
        assert here.client(role).get(f"{address}fil/").status_code == 404
    empty = world.there.client(Role.ADVISOR).get(address.replace("fjord", world.there.office.slug))
    assert empty.context["year"] is None
