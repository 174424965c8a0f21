"""Does an export come in whole, is it held against all contracts, and is a bad file refused with a sentence?"""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apprenticeships.models import Apprentice, Apprenticeship
from contracts.models import Contract, VigoDifference, VigoRun
from contracts.states import ContractState as S
from contracts.vigo import actions, settling
from okportal.audit.models import Event
from okportal.documents.actions import read
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.embedded.demo.synthetic import national_id
from okportal.errors import Refused
from tests.contracts.vigo.export import HEADS, csv_of, row
from tests.imports.files import xlsx_of
from tests.world import COUNTY, TRADE

NUMBER = national_id(date(2007, 3, 14), 1)  # of the world's apprentice


def uploaded(content, name="vigo.csv"):
    return Accepted(content, "text/csv", name)


def texts(run):
    rows = run.differences.values_list("label", "ours", "theirs")
    return " ".join(" ".join(row) for row in rows) + str(run.header) + str(run.columns)


def test_columns_are_recognised(here, advisor):
    run = actions.upload(file=uploaded(csv_of(HEADS, [row(here.rows.contract)])), by=advisor)
    assert run.columns == {
        "national_id": "Fødselsnummer", "name": "Navn", "number": "Kontraktsnr", "case_number": "Saksnr",
        "trade": "Programområdekode", "company": "Lærebedrift", "organisation_number": "Lærebedrift orgnr",
        "supervisor": "Faglig leder", "supervisor_email": "E-post faglig leder", "email": "E-post",
        "start_on": "Startdato", "end_on": "Sluttdato", "status": "Status",
    }  # fmt: skip
    assert not run.is_compared
    assert run.file.kind == StoredFile.Kind.VIGO
    assert read(run.file) == csv_of(HEADS, [row(here.rows.contract)])


def test_what_is_equal_leaves_no_difference(here, send_in):
    run = send_in([row(here.rows.contract)])
    assert (run.rows_total, run.rows_equal, run.differences.count()) == (1, 1, 0)


def test_differences_are_written_and_nothing_else_is(here, send_in):
    contract = here.rows.contract
    line = row(contract, **{"Saksnr": "26/77", "E-post": "ny@vigo.example", "Faglig leder": "Ola Vik"})
    run = send_in([line, row(contract, Fødselsnummer="", Kontraktsnr="X", Navn="Ukjent Person")])
    found = {(one.field, one.ours, one.theirs, one.line) for one in run.differences.exclude(field="not_here")}
    assert found == {
        ("case_number", "", "26/77", 2), ("email", "apprentice@fjord.example", "ny@vigo.example", 2),
        ("supervisor", here.rows.training_supervisor.name, "Ola Vik", 2),
    }  # fmt: skip
    stranger = run.differences.get(field="not_here")
    assert (stranger.label, stranger.line, stranger.contract_id) == ("Ukjent Person", 3, None)
    contract.refresh_from_db()
    assert contract.case_number == ""


def test_contract_that_vigo_lacks_is_told(here, send_in):
    other = Contract.objects.get(pk=here.rows.draft.pk)
    Contract.objects.filter(pk=other.pk).update(
        state=S.APPROVED, start_on=date(2026, 1, 1), end_on=date(2028, 1, 1), case_number="26/9"
    )
    run = send_in([row(here.rows.contract)])
    assert [(one.field, one.contract_id, one.line) for one in run.differences.all()] == [("not_there", other.pk, None)]


def test_numbers_of_people_stand_nowhere_but_in_the_file(here, send_in):
    lines = [
        row(here.rows.contract, **{"Navn": f"Kari {NUMBER}", "Saksnr": NUMBER, "Faglig leder": f"{NUMBER} Vik"}),
        row(here.rows.contract, Fødselsnummer=NUMBER[:-1] + "x", Navn=NUMBER, Status=NUMBER),
        row(here.rows.contract, Startdato=NUMBER),
    ]
    run = send_in(lines)
    assert NUMBER not in texts(run)
    assert NUMBER[:-1] not in texts(run)
    facts = " ".join(str(event.facts) for event in Event.objects.filter(verb__startswith="vigo."))
    assert NUMBER not in facts
    assert [one.field for one in run.differences.filter(line__gt=2)] == ["unreadable", "unreadable"]


def test_case_number_of_many_figures_stays_readable(here, send_in):
    run = send_in([row(here.rows.contract, Saksnr="202612345678")])
    assert run.differences.get().theirs == "202612345678"


def test_columns_are_remembered_for_the_same_heads(here, advisor):
    heads = ["Hvem", "Nokkel", "Fra"]
    line = [here.rows.contract.apprenticeship.apprentice.name, here.rows.contract.number, "01.01.2026"]
    run = actions.upload(file=uploaded(csv_of(heads, [line])), by=advisor)
    assert "number" not in run.columns
    chosen = {"name": "Hvem", "number": "Nokkel", "start_on": "Fra"}
    actions.compare_run(run=run, columns=chosen, by=advisor)
    assert actions.upload(file=uploaded(csv_of(heads, [line])), by=advisor).columns == chosen


def test_comparing_twice_is_once(here, send_in, advisor):
    run = send_in([row(here.rows.contract, Saksnr="26/77")])
    actions.compare_run(run=run, columns={}, by=advisor)
    assert run.differences.count() == 1


@pytest.mark.parametrize(
    ("columns", "field"),
    [({"name": "Navn", "start_on": "Startdato"}, "national_id"), ({"number": "Kontraktsnr"}, None)],
)
def test_columns_that_tell_nothing_are_refused(here, advisor, columns, field):
    run = actions.upload(file=uploaded(csv_of(HEADS, [row(here.rows.contract)])), by=advisor)
    with pytest.raises(Refused) as refusal:
        actions.compare_run(run=run, columns=columns, by=advisor)
    assert refusal.value.field == field
    assert not VigoDifference.objects.exists()


def test_column_chosen_twice_is_refused(here, advisor):
    run = actions.upload(file=uploaded(csv_of(HEADS, [row(here.rows.contract)])), by=advisor)
    with pytest.raises(Refused, match="chosen twice"):
        actions.compare_run(run=run, columns={"number": "Navn", "case_number": "Navn", "end_on": "Status"}, by=advisor)


def bad_files(line):
    whole = csv_of(HEADS, [line, line])
    return {
        "empty": (b" ", "is empty"),
        "heads alone": (csv_of(HEADS, []), "no row"),
        "cut off": (whole[: -len(whole) // 4].rstrip(b"\r\n"), "cut off"),
        "page": (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        "no heads": (csv_of(line, [line]), "no row of heads"),
        "too long": (csv_of(HEADS, [line] * (actions.MOST_ROWS + 1)), "rows"),
        "far too long": (csv_of(["a", "b"], [["1", "2"]] * 50_100), "more than"),
    }


@pytest.mark.parametrize("kind", ["empty", "heads alone", "cut off", "page", "no heads", "too long", "far too long"])
def test_bad_file_is_refused_and_nothing_is_kept(here, advisor, kind):
    content, words = bad_files(row(here.rows.contract))[kind]
    with pytest.raises(Refused, match=words) as refusal:
        actions.upload(file=uploaded(content), by=advisor)
    assert refusal.value.field == "file"
    assert not VigoRun.objects.exists()
    assert not StoredFile.objects.filter(kind=StoredFile.Kind.VIGO).exists()


def test_cp1252_and_workbooks_say_the_same(here, send_in, advisor):
    line = row(here.rows.contract, **{"Faglig leder": "Åse Bjørnøy"})
    for content, name in ((csv_of(HEADS, [line], "cp1252"), "v.csv"), (xlsx_of(HEADS, [line]), "v.xlsx")):
        run = actions.upload(file=uploaded(content, name), by=advisor)
        run = actions.compare_run(run=run, columns=run.columns, by=advisor)
        assert [(one.field, one.theirs) for one in run.differences.all()] == [("supervisor", "Åse Bjørnøy")]


def test_formulas_are_text(here, send_in):
    run = send_in([row(here.rows.contract, Status='=HYPERLINK("http://x.example")')])
    assert run.differences.get().theirs == '=HYPERLINK("http://x.example")'


def test_left_as_it_is_is_carried_over_until_it_is_opened_again(here, send_in, advisor):
    line = row(here.rows.contract, **{"Saksnr": "26/77", "E-post": "ny@vigo.example"})
    first = send_in([line])
    settling.settle(difference=first.differences.get(field="case_number"), outcome="ignored", by=advisor)
    settling.settle(difference=first.differences.get(field="email"), outcome="to_vigo", by=advisor)
    second = send_in([line])
    outcomes = dict(second.differences.values_list("field", "outcome"))
    assert outcomes == {"case_number": "ignored", "email": "open"}
    settling.undo(difference=second.differences.get(field="case_number"), by=advisor)
    third = send_in([line])
    assert dict(third.differences.values_list("field", "outcome"))["case_number"] == "open"
    other = send_in([row(here.rows.contract, Saksnr="26/78")])
    assert other.differences.get(field="case_number").outcome == "open"


def crowd(here, count, first=0):
    """`count` contracts in force of people of their own."""
    office, training = here.office, here.rows.apprenticeship
    people = [
        Apprentice(
            office=office, first_name=f"Nr{number}", last_name="Lærling", email=f"nr{number}@fjord.example",
            national_id=national_id(date(2005, 1, 1) + timedelta(days=number), 3), county_id=COUNTY,
        )
        for number in range(first, first + count)
    ]  # fmt: skip
    for person in people:
        person.fill_index()
    people = Apprentice.objects.bulk_create(people)
    trainings = Apprenticeship.objects.bulk_create(
        Apprenticeship(
            office=office, apprentice=person, trade_id=TRADE, company=training.company, county_id=COUNTY,
            supervisor=training.supervisor, advisor=training.advisor,
        )
        for person in people
    )  # fmt: skip
    return Contract.objects.bulk_create(
        Contract(
            office=office, apprenticeship=one, number=f"V-{first + place}", state=S.APPROVED,
            start_on=date(2026, 8, 1), end_on=date(2028, 7, 31),
        )
        for place, one in enumerate(trainings)
    )  # fmt: skip


def compared(here, advisor, contracts):
    lines = [row(one, Sluttdato="31.12.2028") for one in contracts]
    run = actions.upload(file=uploaded(csv_of(HEADS, lines)), by=advisor)
    began = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        run = actions.compare_run(run=run, columns=run.columns, by=advisor)
    assert run.differences.filter(field="end_on").count() == len(contracts)
    return len(asked), time.process_time() - began


@pytest.mark.slow
def test_thousand_rows_in_a_request_with_as_many_queries_as_ten(here, advisor):
    few, _seconds = compared(here, advisor, crowd(here, 10))
    many, seconds = compared(here, advisor, crowd(here, 1000, first=10))
    assert many == few
    assert seconds < 3
