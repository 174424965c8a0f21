"""Does a register come in from a spreadsheet, without the rows that are wrong, and out again?"""

import csv
import io

import pytest
from playwright.sync_api import expect

from apprenticeships.models import Apprentice
from contracts.models import Contract
from okportal.imports.tasks import check_import, undo_import, write_import
from tests.imports.files import HEADS, apprentice, xlsx_of
from tests.journeys.people import a_file, nb

ROWS = 30
# Number of the row: what is wrong in it, and the sentence that says so.
FAULTS = {
    4: ({"Fødselsnr": "31129912345"}, nb("The number is mistyped: its check digits do not fit.")),
    11: ({"Lærefag": "Bukserørfaget"}, nb("“%(text)s” is not a trade.", text="Bukserørfaget")),
    27: ({"Kontraktslutt": "01.01.2001"}, nb("The last day lies before the first.")),
}


@pytest.mark.slow
def test_thirty_apprentices_of_whom_three_are_faulty(world, somebody):
    advisor, here = somebody("advisor@fjord.example"), world.here
    upload(advisor, here)
    check(advisor, here)
    assert_faults_are_told(advisor)
    take_in(advisor, here)
    undo(advisor, here)


def upload(advisor, here):
    advisor.goto("/fjord/import/")
    advisor.follow("/import/ny/")
    rows = [apprentice(here, number, **FAULTS.get(number, ({},))[0]) for number in range(1, ROWS + 1)]
    advisor.answer(kind="apprentices", file=a_file("laerlinger.xlsx", xlsx_of(HEADS, rows)))
    assert advisor.sees("laerlinger.xlsx")
    chosen = {"email": "E-post", "national_id": "Fødselsnr", "trade": "Lærefag", "end_on": "Kontraktslutt"}
    for name, head in chosen.items():
        assert advisor.page.locator(f"[name={name}]").input_value() == head
    unknown = apprentice(here, 1)[HEADS.index("Fødselsnr")]
    assert unknown not in advisor.page.content(), "eleven digits are shown to nobody"


def check(advisor, here):
    advisor.send()
    let_the_worker(advisor, here, check_import)
    figures = advisor.page.locator(".number__figure").all_inner_texts()
    assert figures == [str(ROWS - len(FAULTS)), str(len(FAULTS)), "0"]


def let_the_worker(advisor, here, task):
    """The page asks every other second, and names its new state without anybody loading it again."""
    *_address, run, _slash = advisor.path.split("/")
    assert advisor.page.locator("#state progress").count() == 1
    with advisor.page.expect_event("load"):
        task(here.office.pk, int(run))
    advisor.page.locator("#state:not([hx-get])").wait_for()
    advisor.look()


def assert_faults_are_told(advisor):
    rows = advisor.page.locator("section:has(#h-faults) tbody tr").all_inner_texts()
    assert len(rows) == len(FAULTS)
    for shown, (number, (_changes, sentence)) in zip(rows, FAULTS.items(), strict=True):
        assert shown.startswith(str(number + 1)), "the line in the file: its head is the first"
        assert sentence in shown
    with advisor.page.expect_download() as download:
        advisor.page.locator("main a[href$='/feil/']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    heads, *faulty = csv.reader(io.StringIO(text), delimiter=";")
    assert heads[2:] == HEADS
    assert [line for line, *_cells in faulty] == [str(number + 1) for number in FAULTS]
    assert [cells[2] for cells in faulty] == [f"Fornavn{number}" for number in FAULTS]


def take_in(advisor, here):
    advisor.send("form[action$='/ta-inn/']")
    let_the_worker(advisor, here, write_import)
    assert in_register(here) == (ROWS - len(FAULTS), ROWS - len(FAULTS))
    run = advisor.path
    advisor.follow("/laerlinger/")
    look_for(advisor, "fornavn", ROWS - len(FAULTS))
    look_for(advisor, "ætternavn7", 1)
    look_for(advisor, "ætternavn4", 0)  # has a fault
    advisor.goto(run)


def undo(advisor, here):
    advisor.follow("/angre/")
    advisor.send()
    let_the_worker(advisor, here, undo_import)
    assert in_register(here) == (0, 0)
    advisor.goto("/fjord/laerlinger/")
    look_for(advisor, "fornavn", 0)


def in_register(here) -> tuple[int, int]:
    """New people and their contracts."""
    with here.scope():
        people = Apprentice.objects.filter(email__endswith="@import.example")
        return people.count(), Contract.objects.filter(apprenticeship__apprentice__in=people).count()


def look_for(advisor, name, count):
    """Type a name into the list's filter; the rows follow."""
    advisor.page.locator("form.filters [name=name]").fill(name)
    expect(advisor.page.locator("#rows .count")).to_contain_text(f"{count} ")
    expect(advisor.page.locator("#rows tbody tr")).to_have_count(count)
    advisor.look()
