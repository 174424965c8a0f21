"""Are a year's places written down, counted against who begins, and shown to those who may see them?"""

from datetime import date

import pytest

from apprenticeships.models import Apprenticeship
from companies import actions
from companies.actions.capacity import Overtaken
from companies.models import Approval, Company, Establishment, IntakeQuestion, Places
from companies.places import coming_intake, lines_of, mark, rows_of, year_from
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from tests.world import TRADE

YEAR = 2027


@pytest.fixture
def here(world):
    with world.here.scope():  # the world's own
        Places.objects.all().delete()
        IntakeQuestion.objects.all().delete()
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def set_places(here, by, counts, year=YEAR, seen=None):
    company = here.rows.company
    seen = mark(rows_of(company, year)) if seen is None else seen
    actions.set_places(company=company, year=year, counts=counts, seen=seen, by=by)


def figures(here, year=YEAR):
    rows = Places.objects.filter(company=here.rows.company, year=year)
    return {(row.trade_id, row.establishment_id): (row.count, row.is_from_answer) for row in rows}


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 1, 1), 2026), (date(2026, 7, 31), 2026), (date(2026, 8, 1), 2027), (date(2026, 12, 31), 2027)],
)
def test_the_coming_intake_is_next_year_from_august(today, year):
    assert coming_intake(today) == year


@pytest.mark.parametrize("text", [None, "", "x", "0", "1999", "2101", "٢٠٢٦", "99999999999", "2026 "])
def test_nonsense_for_a_year_gives_the_coming_intake(text):
    assert year_from(text, date(2026, 11, 1)) == 2027
    assert year_from("2031", date(2026, 11, 1)) == 2031


def test_figures_are_written_changed_zero_and_taken_away(here, advisor):
    whole, north = (TRADE, None), (TRADE, here.rows.establishment.pk)
    set_places(here, advisor, {whole: 3, north: 0})
    assert figures(here) == {whole: (3, False), north: (0, False)}, "zero is an answer, and not the same as unknown"
    set_places(here, advisor, {whole: 3, north: 0})
    assert Event.objects.filter(verb="places.set").count() == 1, "saved again unchanged is no event"
    set_places(here, advisor, {whole: None, north: 2})
    assert figures(here) == {north: (2, False)}
    assert figures(here, YEAR + 1) == {}


def test_two_editors_and_the_second_is_told_then_let_through(here, advisor):
    seen = mark(rows_of(here.rows.company, YEAR))
    set_places(here, advisor, {(TRADE, None): 3})
    with pytest.raises(Overtaken, match="3") as refusal:
        set_places(here, advisor, {(TRADE, None): 5}, seen=seen)
    assert isinstance(refusal.value, Refused)
    assert figures(here) == {(TRADE, None): (3, False)}
    set_places(here, advisor, {(TRADE, None): 5}, seen=refusal.value.mark)
    assert figures(here) == {(TRADE, None): (5, False)}


def test_lines_are_what_is_approved_with_last_year_beside(here, advisor):
    company = here.rows.company
    (line,) = lines_of(company, YEAR, advisor.today)
    assert (line.trade.pk, line.establishment, line.count, line.before) == (TRADE, None, None, None)
    set_places(here, advisor, {(TRADE, None): 4}, year=YEAR - 1)
    set_places(here, advisor, {(TRADE, None): 2})
    (line,) = lines_of(company, YEAR, advisor.today)
    assert (line.count, line.before, line.free) == (2, 4, 2)
    Approval.objects.update(state="lapsed")
    assert [line.count for line in lines_of(company, YEAR, advisor.today)] == [2], "figures outlive the approval"


@pytest.mark.parametrize(
    ("state", "counts"), [("running", True), ("planned", True), ("completed", True), ("ended", False)]
)
def test_taken_are_those_who_begin_in_the_year_and_have_not_left(here, advisor, state, counts):
    Apprenticeship.objects.update(start_on=date(YEAR, 8, 15), end_on=date(YEAR + 2, 8, 14), state=state)
    (line,) = lines_of(here.rows.company, YEAR, advisor.today)
    assert line.taken == (2 if counts else 0)
    assert [line.taken for line in lines_of(here.rows.company, YEAR + 1, advisor.today)] == [0]


def test_an_apprentice_counts_at_the_place_of_work_where_there_is_a_line_for_it(here, advisor):
    Apprenticeship.objects.update(start_on=date(YEAR, 8, 15), end_on=date(YEAR + 2, 8, 14))
    set_places(here, advisor, {(TRADE, None): 1, (TRADE, here.rows.establishment.pk): 1})
    taken = {line.key: line.taken for line in lines_of(here.rows.company, YEAR, advisor.today)}
    assert taken == {(TRADE, None): 1, (TRADE, here.rows.establishment.pk): 1}


# --- the pages
def test_an_advisor_writes_places_also_in_another_trade_and_place(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    edit = address(here, company, "plasser", YEAR, "rediger")
    page = client.get(edit)
    seen = page.context["form"]["seen"].value()
    typed = {f"places_{TRADE}_0": "3", "seen": seen, "more_trade_0": TRADE, "more_count_0": "1"}
    typed["more_place_0"] = str(here.rows.establishment.pk)
    assert client.post(edit, typed).status_code == 302
    with here.scope():
        assert figures(here) == {(TRADE, None): (3, False), (TRADE, here.rows.establishment.pk): (1, False)}
    again = client.post(edit, typed | {f"places_{TRADE}_0": "9"})
    assert again.status_code == 422
    assert "have been changed in the meantime" in again.content.decode()
    assert 'value="9"' in again.content.decode(), "what was typed is still there"
    assert again.context["form"]["seen"].value() != seen


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({f"places_{TRADE}_0": "-1"}, "greater than or equal to 0"),
        ({f"places_{TRADE}_0": "1000"}, "less than or equal to 999"),
        ({f"places_{TRADE}_0": "tre"}, "Enter a whole number"),
        ({"more_trade_0": TRADE}, "Give both a trade and how many."),
        ({"more_count_1": "2"}, "Give both a trade and how many."),
        ({f"places_{TRADE}_0": "1", "more_trade_0": TRADE, "more_count_0": "2"}, "has a line above already"),
    ],
)
def test_what_cannot_be_used_is_said(here, typed, told):
    client = here.client(Role.ADVISOR)
    edit = address(here, here.rows.company.pk, "plasser", YEAR, "rediger")
    answer = client.post(edit, typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    with here.scope():
        assert figures(here) == {}


def test_a_place_of_another_office_is_refused(world):
    client = world.here.client(Role.ADVISOR)
    edit = address(world.here, world.here.rows.company.pk, "plasser", YEAR, "rediger")
    theirs = {"more_trade_0": TRADE, "more_count_0": "1", "more_place_0": str(world.there.rows.establishment.pk)}
    assert client.post(edit, theirs).status_code == 422


def test_a_closed_place_of_work_is_not_offered(here):
    with here.scope():
        Establishment.objects.update(closed_on=date(2020, 1, 1))
    edit = address(here, here.rows.company.pk, "plasser", YEAR, "rediger")
    assert "avdeling nord" not in here.client(Role.ADVISOR).get(edit).content.decode()


def test_everybody_in_the_company_reads_and_only_the_office_writes(here, advisor):
    set_places(here, advisor, {(TRADE, None): 7})
    company = here.rows.company.pk
    for role in (Role.READER, Role.COMPANY_CONTACT, Role.INSTRUCTOR):
        client = here.client(role)
        text = client.get(address(here, company, "plasser") + f"?aar={YEAR}").content.decode()
        assert ">7<" in text
        assert "/rediger/" not in text
        assert ("Will you take apprentices?" in text) == (role == Role.READER), "the question is the office's business"
        assert ('data-label="Taken"' in text) == (role != Role.INSTRUCTOR), "who answers for nobody counts nobody"
        for page in ("rediger", "spor", "svar"):
            assert client.post(address(here, company, "plasser", YEAR, page), {}).status_code == 404
    assert here.client(Role.APPRENTICE).get(address(here, company, "plasser")).status_code == 404


def test_another_offices_company_has_no_places_here(world):
    client, theirs = world.here.client(Role.ADVISOR), world.there.rows.company.pk
    assert client.get(address(world.here, theirs, "plasser")).status_code == 404
    for page in ("rediger", "spor", "svar"):
        assert client.get(address(world.here, theirs, "plasser", YEAR, page)).status_code == 404


def test_a_year_that_cannot_be_is_not_there(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    for year in (0, 1999, 99999, 2**63):
        assert client.get(address(here, company, "plasser", year, "rediger")).status_code == 404
        assert client.get(address(here, "plasser", year, "spor")).status_code == 404
    assert client.get(address(here, company, "plasser") + "?aar=99999").status_code == 200


# --- the overview
def test_the_overview_adds_up_by_trade_and_narrows(here, advisor, django_assert_max_num_queries):
    set_places(here, advisor, {(TRADE, None): 3, (TRADE, here.rows.establishment.pk): 2})
    set_places(here, advisor, {(TRADE, None): 4}, year=YEAR - 1)
    other = Company.objects.create(office=here.office, organisation_number="810059672", name="Uten plasser")
    Apprenticeship.objects.update(start_on=date(YEAR, 8, 15), end_on=date(YEAR + 2, 8, 14))
    client, overview = here.client(Role.READER), address(here, "plasser") + f"?aar={YEAR}"
    client.get(overview)
    with django_assert_max_num_queries(15):  # three of them are the test's own transaction
        page = client.get(overview)
    (row,) = page.context["sums"]
    assert (row["now"], row["before"], row["taken"], row["free"]) == (5, 4, 2, 3)
    assert [company.name for company in page.context["rows"]] == [here.rows.company.name, other.name]
    for query, names in (
        ("&name=uten", [other.name]), (f"&trade={TRADE}", [here.rows.company.name]), ("&answer=yes", []),
        ("&answer=not_asked", [here.rows.company.name, other.name]), ("&answer=silent", []), ("&name=%00", None),
    ):  # fmt: skip
        answer = client.get(overview + query)
        assert answer.status_code == 200
        assert names is None or [company.name for company in answer.context["rows"]] == names, query
    assert client.get(overview + "&name=uten").context["sums"] == []


def test_the_overview_is_exported_as_it_is_seen(here, advisor):
    set_places(here, advisor, {(TRADE, None): 3})
    Company.objects.create(office=here.office, organisation_number="810059672", name="=SUM(A1)")
    client, export = here.client(Role.READER), address(here, "plasser", "eksport")
    text = client.get(export + f"?aar={YEAR}&fil=csv").getvalue().decode()
    lines = text.strip().splitlines()
    assert len(lines) == 3, "a company without figures has a row as well"
    assert "Fjord barnehager" in lines[2] or "Fjord barnehager" in lines[1]
    assert "'=SUM(A1)" in text
    narrowed = client.get(export + f"?aar={YEAR}&fil=csv&name=fjord").getvalue().decode()
    assert "SUM" not in narrowed
    assert client.get(export).getvalue()[:2] == b"PK"
    assert client.post(export).status_code == 405


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.INSTRUCTOR, Role.APPRENTICE])
def test_the_overview_is_the_offices(here, role):
    client = here.client(role)
    for page in ("plasser", "plasser/eksport", f"plasser/{YEAR}/spor"):
        assert client.get(address(here, page)).status_code == 404
