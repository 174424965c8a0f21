"""Does the comparer find the right contract and every difference, and none that is only a way of writing?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.states import ContractState as S
from contracts.vigo.comparing import case_key, company_key, compare, differences, email_key, name_key
from contracts.vigo.rows import Ours, Theirs
from contracts.vigo.statuses import WORDS

OURS = Ours(
    contract_id=1, number="2026-00001", state=S.ACTIVE, name="Kari Ås", county="46",
    trades=frozenset({"hsbua3", "barneogungdomsarbeiderfaget", "bua3004"}), index="i1", case_number="2026/00123",
    company="Fjord barnehager AS", organisation_numbers=("913558693", "974544482"), supervisor="Åse Lund-Berg",
    supervisor_email="ase@fjord.example", email="kari@fjord.example", start_on=date(2026, 8, 15),
    end_on=date(2028, 8, 14),
)  # fmt: skip
SAME = Theirs(
    line=2, index="i1", name="Ås, Kari", trade="HSBUA3----", case_number=" 2026/123", number="2026-00001",
    organisation_number="913558693", company="FJORD BARNEHAGER", supervisor="lund berg, AASE",
    supervisor_email="ASE@fjord.example ", email="Kari@Fjord.example", start_on=date(2026, 8, 15),
    end_on=date(2028, 8, 14), status="Løpende",
)  # fmt: skip


FJORD = "Fjord barnehager AS · 913558693"


def ours(**changes):
    return Ours(**vars(OURS) | changes)


def theirs(**changes):
    return Theirs(**vars(SAME) | changes)


def test_ways_of_writing_are_no_difference():
    result = compare([SAME], [OURS])
    assert (result.found, result.equal) == ([], 1)


@pytest.mark.parametrize(
    ("field", "changes", "here", "there"),
    [
        ("start_on", {"start_on": date(2026, 8, 16)}, "2026-08-15", "2026-08-16"),
        ("end_on", {"end_on": date(2028, 8, 31)}, "2028-08-14", "2028-08-31"),
        ("supervisor", {"supervisor": "Ola Vik"}, "Åse Lund-Berg", "Ola Vik"),
        ("supervisor_email", {"supervisor_email": "ny@fjord.example"}, "ase@fjord.example", "ny@fjord.example"),
        ("email", {"email": "ny@fjord.example"}, "kari@fjord.example", "ny@fjord.example"),
        ("status", {"status": "Hevet"}, "active", "Hevet"),
        ("status", {"status": "Xyz"}, "active", "Xyz"),
        ("case_number", {"case_number": "2026/124"}, "2026/00123", "2026/124"),
        ("company", {"organisation_number": "999888777"}, FJORD, "FJORD BARNEHAGER · 999888777"),
        ("company", {"organisation_number": "", "company": "Dal skole"}, FJORD, "Dal skole"),
    ],
)  # fmt: skip
def test_each_difference_is_found_alone(field, changes, here, there):
    found = compare([theirs(**changes)], [OURS]).found
    assert [(one.field, one.ours, one.theirs) for one in found] == [(field, here, there)]
    assert (found[0].line, found[0].contract_id, found[0].label) == (2, 1, "Kari Ås")


def test_what_the_file_leaves_empty_is_no_difference():
    empty = Theirs(line=2, index="i1")
    assert compare([empty], [OURS]).found == []


def test_what_we_lack_is_a_difference():
    found = compare([SAME], [ours(case_number="", email="", end_on=None)]).found
    assert {(one.field, one.ours) for one in found} == {("case_number", ""), ("email", ""), ("end_on", "")}


def test_place_of_work_s_number_is_the_company_s():
    assert compare([theirs(organisation_number="974544482")], [OURS]).found == []


def test_another_supervisor_s_address_is_never_ours_to_take():
    found = compare([theirs(supervisor="Ola Vik", supervisor_email="ola@fjord.example")], [OURS]).found
    assert [one.field for one in found] == ["supervisor"]
    found = compare([theirs(supervisor="", supervisor_email="ola@fjord.example")], [OURS]).found
    assert [(one.field, one.theirs) for one in found] == [("supervisor", "ola@fjord.example")]


def test_found_by_person_and_trade():
    other = ours(contract_id=2, number="2", trades=frozenset({"tplog3"}), case_number="")
    row = Theirs(line=2, index="i1", trade="TPLOG3----", start_on=date(2020, 1, 1))
    assert compare([row], [OURS, other]).found[0].contract_id == 2


def test_person_in_another_trade_is_only_in_vigo():
    logistics = ours(contract_id=2, number="2", index="i2", trades=frozenset({"tplog3"}), case_number="", county="11")
    row = Theirs(line=2, index="i1", name="Kari Ås", trade="TPLOG3----")
    assert [one.field for one in compare([row], [OURS, logistics]).found] == ["not_here", "not_there", "not_there"]


def test_trade_that_nobody_knows_says_nothing():
    assert compare([theirs(trade="Kode 17")], [OURS]).found == []


@pytest.mark.parametrize("key", [{"case_number": "26/00123"}, {"number": "2026 00001"}])
def test_found_by_numbers_where_there_is_no_person(key):
    one = ours(case_number="26/123")
    assert compare([Theirs(line=2, **key)], [one]).found == []


def test_number_of_another_person_is_nobody_s():
    assert [one.field for one in compare([theirs(index="i9")], [OURS]).found] == ["not_here", "not_there"]


def test_of_two_contracts_the_current_or_the_one_with_the_day():
    old = ours(contract_id=2, number="2", state=S.ENDED, case_number="", start_on=date(2024, 8, 1))
    assert {one.contract_id for one in compare([theirs(case_number="", number="")], [old, OURS]).found} == set()
    row = theirs(case_number="", number="", start_on=date(2024, 8, 1), status="Hevet")
    assert compare([row], [OURS, old]).found[-1].field == "not_there"  # ours that runs is not in the file
    both = [theirs(case_number="", number=""), row]
    assert compare(both, [old, OURS]).found == []


def test_second_row_about_the_same_contract_is_only_in_vigo():
    found = compare([SAME, theirs(line=3)], [OURS]).found
    assert [(one.field, one.line) for one in found] == [("not_here", 3)]


@pytest.mark.parametrize("state", list(S))
def test_only_current_contracts_are_missed(state):
    others = ours(contract_id=7, number="7", index="i7", state=state, case_number="")
    found = compare([SAME], [OURS, others]).found
    assert [one.field for one in found] == (["not_there"] if state in {S.AT_COUNTY, S.APPROVED, S.ACTIVE} else [])


def test_contracts_of_a_county_that_is_not_in_the_file_are_not_missed():
    elsewhere = ours(contract_id=7, number="7", index="i7", case_number="", county="11")
    assert compare([SAME], [OURS, elsewhere]).found == []
    assert {one.contract_id for one in compare([], [OURS, elsewhere]).found} == {1, 7}


def test_row_that_cannot_be_read_is_told_and_stops_nothing():
    found = compare([Theirs(line=2, name="Kari", fault="Last day: x"), theirs(line=3)], [OURS]).found
    assert [(one.field, one.theirs, one.line) for one in found] == [("unreadable", "Last day: x", 2)]


def test_each_state_has_a_word():
    said = set().union(*WORDS.values())
    assert said >= {S.AT_COUNTY, S.RETURNED, S.APPROVED, S.ACTIVE, S.REFUSED, S.COMPLETED, S.ENDED}


# Without a bare "a": "aå" and "åa" are written alike when å is aa.
NAMES = st.lists(st.text("bcæøåéÅØKri", min_size=1, max_size=8), min_size=1, max_size=4)
LINES = st.builds(
    Theirs, line=st.integers(2, 99), index=st.sampled_from(["", "i1", "i2"]), name=st.text(max_size=9),
    case_number=st.sampled_from(["", "26/1", "26/2"]), supervisor=st.text(max_size=9), email=st.text(max_size=9),
    start_on=st.none() | st.dates(), end_on=st.none() | st.dates(), status=st.sampled_from(["", "Hevet", "Aktiv"]),
)  # fmt: skip
CONTRACTS = st.lists(
    st.builds(
        Ours, contract_id=st.integers(1, 9), number=st.sampled_from(["1", "2"]), state=st.sampled_from(list(S)),
        name=st.text(max_size=9), county=st.sampled_from(["46", "11"]), trades=st.just(frozenset()),
        index=st.sampled_from(["", "i1", "i2"]), case_number=st.sampled_from(["", "26/1"]),
        supervisor=st.text(max_size=9), email=st.text(max_size=9), start_on=st.none() | st.dates(),
        end_on=st.none() | st.dates(),
    ),
    unique_by=lambda one: one.contract_id,
)  # fmt: skip


@given(NAMES, st.randoms())
def test_name_key_forgets_order_case_and_signs(words, random):
    shuffled = random.sample(words, len(words))
    assert name_key(", ".join(shuffled).upper()) == name_key("  ".join(words))
    assert name_key(" ".join(words).replace("å", "aa")) == name_key(" ".join(words))


@given(st.integers(0, 99_999), st.integers(1, 99_999), st.integers(0, 4))
def test_case_key_forgets_noughts_and_blanks(year, number, noughts):
    assert case_key(f" {year} / {'0' * noughts}{number} ") == case_key(f"{year}/{number}")
    assert case_key(f"{year}/{number}") != case_key(f"{year}/{number + 1}")


@given(st.text(max_size=30))
def test_keys_take_any_text(text):
    for key in (name_key, case_key, company_key, email_key):
        assert key(text) == key(f" {text} ")


@given(st.lists(LINES, max_size=12), CONTRACTS)
def test_every_row_and_contract_is_accounted_for(rows, contracts):
    result = compare(rows, contracts)
    with_line = {one.line for one in result.found if one.line is not None}
    assert with_line <= {row.line for row in rows}
    answered = [one.contract_id for one in result.found if one.field == "not_there"]
    assert len(answered) == len(set(answered))
    unanswered = sum(one.field in ("not_here", "unreadable") for one in result.found)
    assert result.equal + unanswered <= len(rows)
    assert result.found == compare(rows, contracts).found


@given(st.data())
def test_a_contract_told_back_as_it_is_has_no_difference(data):
    contract = data.draw(CONTRACTS.filter(bool))[0]
    row = Theirs(
        line=2, supervisor=contract.supervisor, email=contract.email, start_on=contract.start_on,
        end_on=contract.end_on, case_number=contract.case_number,
    )  # fmt: skip
    assert list(differences(row, contract)) == []
