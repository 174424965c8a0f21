"""Who may answer for training, and what is said about what is missing?"""

from datetime import date

import pytest

from companies.rules import Evidence, is_qualified

TODAY = date(2026, 11, 22)
CERTIFICATE = Evidence("certificate", "Barne- og ungdomsarbeider", trade="HSBUA3----")
EDUCATION = Evidence("education", "Barnehagelærer")
COURSE = Evidence("course", "Kurs for faglige ledere", expires_on=date(2027, 1, 1))
OLD_COURSE = Evidence("course", "Kurs for faglige ledere", expires_on=date(2026, 11, 21))


def practice(years):
    return Evidence("experience", "Barnehage", years=years)


def supervisor(*held, years=5, **kwargs):
    return is_qualified("training_supervisor", held, years, TODAY, **kwargs)


@pytest.mark.parametrize(
    ("held", "is_met"),
    [
        ((), False), ((COURSE,), False), ((CERTIFICATE,), True), ((EDUCATION,), True), ((practice(4),), False),
        ((practice(5),), True), ((practice(3), practice(2)), True),
        ((Evidence("certificate", "Gammelt", expires_on=date(2026, 11, 21)),), False),
        ((Evidence("certificate", "I dag", expires_on=TODAY),), True),
    ],
)  # fmt: skip
def test_a_certificate_an_education_or_enough_years(held, is_met):
    assert supervisor(*held).is_met is is_met


def test_the_county_says_how_many_years():
    assert supervisor(practice(5), years=6).is_met is False
    assert supervisor(practice(5), years=5).is_met is True
    assert "5 of 6 years" in supervisor(practice(5), years=6).reason


def test_a_certificate_in_another_trade_does_not_count_for_this_one():
    assert supervisor(CERTIFICATE, trade="HSHEA3----").is_met is False
    assert supervisor(CERTIFICATE, trade="HSBUA3----").is_met is True


@pytest.mark.parametrize(
    ("course", "is_complete", "words"),
    [((), False, "course is missing"), ((OLD_COURSE,), False, "ran out"), ((OLD_COURSE, COURSE), True, "Certificate")],
)
def test_the_course_is_asked_for_beside_the_qualification(course, is_complete, words):
    answer = supervisor(CERTIFICATE, *course)
    assert (answer.is_met, answer.is_complete) == (True, is_complete)
    assert words in answer.reason


def test_an_instructor_needs_the_course_alone():
    assert is_qualified("instructor", [COURSE], 5, TODAY).is_complete
    answer = is_qualified("instructor", [CERTIFICATE], 5, TODAY)
    assert (answer.is_met, answer.is_complete) == (None, False)


def test_other_roles_are_asked_for_nothing():
    answer = is_qualified("hr", [], 5, TODAY)
    assert (answer.is_met, answer.is_complete) == (None, True)
