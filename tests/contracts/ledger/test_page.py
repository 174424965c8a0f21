"""Does the page say all that the ledger knows, for those who see it and those who hear it?"""

from datetime import date

from django.template.loader import render_to_string

from contracts.ledger import CountyFigures, Credit, Inputs, Interruption, calculate

START = date(2026, 8, 17)


def page(**given):
    return " ".join(render_to_string("contracts/_ledger.html", {"ledger": calculate(Inputs(START, **given))}).split())


def test_each_line_has_amount_day_rule_paper_and_person():
    html = page(
        figures=CountyFigures("46:2024-08-01"),
        credits=[Credit("practice", months=3, document="Attest", person="Kari Nes", decided_on=date(2026, 5, 2))],
        interruptions=[Interruption("leave", date(2027, 1, 4), date(2027, 1, 8))],
    )
    for said in (
        "Relevant practice", "− 3 months", "2028-05-17", "opplæringsforskrifta §§ 6-5–6-12", "Attest",
        "Kari Nes, ", "Leave from 04.01.2027 to 08.01.2027", "Only interruptions of more than 30 days",
        "County figures 46:2024-08-01", "Calculated last day: ",
    ):  # fmt: skip
        assert said in html
    assert html.count('scope="row"') == 5
    assert html.count("data-label=") == 5 * 4


def test_column_of_papers_is_there_only_when_there_are_papers():
    assert "Paper" not in page()
    assert "Paper" in page(credits=[Credit("agreed", months=3, document="Attest")])


def test_figures_are_named_by_county_and_day():
    figures = CountyFigures("46:2024-08-01", county="Vestland", from_on=date(2024, 8, 1))
    assert "Figures of Vestland from 01.08.2024" in page(route="taf", figures=figures)
    assert "Figures of" not in page(figures=figures)


def test_another_agreed_day_is_said_at_once():
    html = page(agreed_end_on=date(2028, 8, 30))
    assert html.index("14 days later than the calculated one") < html.index("<table")
    assert "Agreed last day: " in html
    assert "(the same)" not in html


def test_same_agreed_day_is_no_warning():
    html = page(agreed_end_on=date(2028, 8, 16))
    assert "ds-alert" not in html
    assert "(the same)" in html


def test_what_people_typed_is_text():
    html = page(credits=[Credit("agreed", months=3, document="<b>Attest</b>", person="O'Neill & co")])
    assert "&lt;b&gt;Attest" in html
    assert "<b>Attest" not in html
