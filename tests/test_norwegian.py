"""Are Norwegian numbers checked and Norwegian words sorted as the authorities and dictionaries do?"""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from django.db.models import TextField, Value
from django.db.models.sql import Query
from hypothesis import given
from hypothesis import strategies as st

from okportal import norwegian

TODAY = datetime.date(2026, 11, 22)
FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def numbered(date, individual, *, remainder=0, day_mark=0, month_mark=0):
    """A number built the way Skatteetaten gives them out, or None where no check digit fits."""
    nine = f"{date.day + day_mark:02}{date.month + month_mark:02}{date.year % 100:02}{individual:03}"
    first = (remainder - sum(w * int(d) for w, d in zip(FIRST, nine, strict=True))) % 11
    if first == 10:
        return None
    ten = f"{nine}{first}"
    second = -sum(w * int(d) for w, d in zip(SECOND, ten, strict=True)) % 11
    return None if second == 10 else f"{ten}{second}"


dates = st.dates(datetime.date(1940, 1, 1), TODAY)
marks = st.sampled_from([(0, 0), (40, 0), (0, 40), (0, 80), (40, 80), (40, 40)])


@st.composite
def numbers(draw, remainders=(0, 1, 2, 3)):
    date = draw(dates)
    day_mark, month_mark = draw(marks)
    individuals = st.integers(0, 499) if date.year < 2000 else st.integers(500, 999)
    found = st.builds(
        lambda individual, remainder: numbered(
            date, individual, remainder=remainder, day_mark=day_mark, month_mark=month_mark
        ),
        individuals,
        st.sampled_from(remainders),
    )
    return draw(found.filter(bool)), date


def century_before(date):
    """None for 29 February 2000: there was none in 1900."""
    try:
        return date.replace(year=date.year - 100)
    except ValueError:
        return None


@given(numbers())
def test_national_id_of_every_series_is_accepted_and_gives_its_birth_date(case):
    number, date = case
    assert norwegian.national_id(f" {number[:6]} {number[6:]}\u00a0") == number
    assert norwegian.birth_date(number, TODAY) in {date, century_before(date)}


@given(numbers(remainders=(0,)))
def test_birth_date_of_todays_series_is_exact(case):
    number, date = case
    assert norwegian.birth_date(number, TODAY) == date


@given(numbers(), st.integers(0, 10), st.integers(1, 9))
def test_national_id_with_one_wrong_digit_is_refused(case, place, shift):
    number, _ = case
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(ValidationError):
        norwegian.national_id(wrong)


@given(numbers(), st.integers(0, 9))
def test_national_id_with_two_neighbours_swapped_is_refused(case, place):
    number, _ = case
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(ValidationError):
            norwegian.national_id(swapped)


@pytest.mark.parametrize("number", ["02013299997", "30108299939"])
def test_national_id_of_the_series_of_2032_is_accepted(number):
    assert norwegian.national_id(number) == number


def test_birth_date_of_the_series_of_2032_is_the_latest_in_the_past():
    assert norwegian.birth_date("30108299939", TODAY) == datetime.date(1982, 10, 30)
    assert norwegian.birth_date("02013299997", TODAY) == datetime.date(1932, 1, 2)
    assert norwegian.birth_date("02013299997", datetime.date(2049, 8, 15)) == datetime.date(2032, 1, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"), (None, "length"), ("1234567890", "length"), ("123456789012", "length"),
        ("1108O950123", "length"), ("١١٠٨٠٩٥٠١٢٣", "length"), ("31020950123", "date"), ("00000000000", "date"),
        ("99999999999", "date"),
        ("30108299938", "checksum"), ("81010100000", "date"),
    ],
)  # fmt: skip
def test_national_id_that_is_wrong_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        norwegian.national_id(text)
    assert refused.value.code == code


CHECKS = [norwegian.national_id, norwegian.organisation_number, norwegian.phone, norwegian.mobile, norwegian.postcode]


@given(st.text())
def test_anything_typed_is_either_normalised_or_refused(text):
    for check in CHECKS:
        try:
            assert check(check(text)) == check(text)
        except ValidationError as refused:
            assert refused.messages[0].endswith(".")


def test_masked_shows_the_birth_date_only():
    assert norwegian.masked("11080950123") == "110809 *****"
    assert norwegian.masked("") == ""


@pytest.mark.parametrize(("name", "inside"), [
    ("Elektrikerfaget", "elektrikerfaget"), ("IT-driftsfaget", "IT-driftsfaget"), ("Ølbryggerfaget", "ølbryggerfaget"),
    ("", ""),
])  # fmt: skip
def test_trade_inside_a_sentence(name, inside):
    assert norwegian.in_sentence(name) == inside


def test_organisation_number_is_normalised_and_checked():
    assert norwegian.organisation_number(" 913 558\u00a0693 ") == "913558693"
    assert norwegian.spaced_organisation_number("913558693") == "913 558 693"
    for wrong in ("913558694", "91355869", "NO913558693", "", "²13558693"):
        with pytest.raises(ValidationError):
            norwegian.organisation_number(wrong)


@pytest.mark.parametrize(
    ("text", "number"),
    [("71 00 00 00", "+4771000000"), ("+47 900 00 000", "+4790000000"), ("0047-90000000", "+4790000000"),
     ("02000", "02000"), ("+46 70 123 45 67", "+46701234567")],
)  # fmt: skip
def test_phone_is_normalised(text, number):
    assert norwegian.phone(text) == number


@pytest.mark.parametrize("text", ["", "123", "10000000", "+47 123", "+4710000000", "+47900000000", "abc", "+"])
def test_phone_that_is_wrong_is_refused(text):
    with pytest.raises(ValidationError):
        norwegian.phone(text)


def test_mobile_takes_only_numbers_that_receive_text_messages():
    assert norwegian.mobile("412 34 567") == "+4741234567"
    for wrong in ("71 00 00 00", "02000"):
        with pytest.raises(ValidationError):
            norwegian.mobile(wrong)


def test_phone_is_shown_in_the_groups_that_are_read_aloud():
    assert norwegian.spaced_phone("+4790000000") == "900 00 000"
    assert norwegian.spaced_phone("+4771000000") == "71 00 00 00"
    assert norwegian.spaced_phone("+46701234567") == "+46701234567"


def test_postcode_keeps_leading_zeros():
    assert norwegian.postcode(" 0150 ") == "0150"
    for wrong in ("0000", "150", "15000", "abcd", "", "०१५०"):
        with pytest.raises(ValidationError):
            norwegian.postcode(wrong)


def test_words_sort_in_norwegian_order():
    expected = [
        "Abel", "Ánne", "Bråthen", "Đánel", "Dina", "Muller", "Myhre", "Müller", "Sara", "Saara", "Zakarias",
        "Æra", "Ærlig", "Ødegaard", "Østby", "Aas", "Aasen", "Åsgård",
    ]  # fmt: skip
    words = sorted(expected)
    assert sorted(words, key=norwegian.sort_key) == expected


def test_sort_key_of_composed_and_decomposed_letters_is_the_same():
    assert norwegian.sort_key("A\u030asgard") == norwegian.sort_key("\u00c5sgard") == norwegian.sort_key("AASGARD")


def test_sort_key_serialises_into_a_migration():
    text, imports = MigrationWriter.serialize(norwegian.SortKey("name"))
    assert "SortKey" in text
    assert imports == {"import okportal.norwegian"} or "okportal.norwegian" in " ".join(imports)


@pytest.mark.django_db
def test_sort_key_in_the_database_equals_the_one_in_python():
    words = ["Ærfugl Øst", "AAse Ünal", "šŋŽ Đđ", "İstanbul", "ÉLÈVE", "A\u030asa", "日本", "ß ẞ", ""]
    words += ["aaa Aa aA", "it's 100 %"]
    compiler = connection.ops.compiler("SQLCompiler")(Query(None), connection, "default")
    for word in words:
        sql, params = compiler.compile(norwegian.SortKey(Value(word, output_field=TextField())))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {sql}", params)
            assert cursor.fetchone()[0] == norwegian.sort_key(word)
