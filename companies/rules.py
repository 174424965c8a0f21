"""May somebody answer for the training here, and what is missing? Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Values of Qualification.Kind and CompanyPerson.Role; these functions know plain values only.
CERTIFICATE, EXPERIENCE, EDUCATION, COURSE = "certificate", "experience", "education", "course"
SUPERVISOR, INSTRUCTOR = "training_supervisor", "instructor"
YEARS = 5  # where the county has no rule for the day (domain § 1)


@dataclass(frozen=True)
class Evidence:
    """One thing on paper. `trade`: code, "" for none or any; `expires_on`: the last day it counts."""

    kind: str
    title: str = ""
    trade: str = ""
    years: int | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Qualified:
    """`is_met` None: the role asks for nothing. `reason` is a sentence; `is_complete`: nothing is left to do."""

    is_met: bool | None
    is_complete: bool
    reason: str


def is_qualified(role: str, held: Iterable[Evidence], years: int, today: date, trade: str = "") -> Qualified:
    """Does the person have what the role asks for (opplæringslova § 7-6, domain § 1)?

    A training supervisor has a trade certificate, relevant higher education, or `years` of relevant experience, summed
    over what is written down; with `trade` only certificates in that trade count. The course is not a qualification,
    but supervisors and instructors are expected to have one that has not run out.
    """
    valid = [one for one in held if one.expires_on is None or one.expires_on >= today]
    if role not in (SUPERVISOR, INSTRUCTOR):
        return Qualified(None, True, _("The role asks for no qualification."))
    course = _about_the_course([one for one in held if one.kind == COURSE], today)
    if role == INSTRUCTOR:
        return Qualified(None, not course, course or _("Has the course."))
    basis = _basis(valid, years, trade)
    if basis is None:
        return Qualified(False, False, _missing(valid, years))
    return Qualified(True, not course, f"{basis} {course}".strip())


def _basis(valid, years, trade) -> str | None:
    for one in valid:
        if one.kind == CERTIFICATE and (not trade or one.trade in ("", trade)):
            return _("Certificate: %(title)s.") % {"title": one.title}
    for one in valid:
        if one.kind == EDUCATION:
            return _("Education: %(title)s.") % {"title": one.title}
    sum_of_years = _years(valid)
    if sum_of_years >= years:
        return ngettext("%(years)s year of experience.", "%(years)s years of experience.", sum_of_years) % {
            "years": sum_of_years
        }
    return None


def _missing(valid, years) -> str:
    sum_of_years = _years(valid)
    if sum_of_years:
        return ngettext(
            "%(known)s of %(years)s year of experience, and no certificate or relevant education.",
            "%(known)s of %(years)s years of experience, and no certificate or relevant education.",
            years,
        ) % {"known": sum_of_years, "years": years}
    return ngettext(
        "No certificate, no relevant education, and not %(years)s year of experience.",
        "No certificate, no relevant education, and not %(years)s years of experience.",
        years,
    ) % {"years": years}


def _years(valid) -> int:
    return sum(one.years or 0 for one in valid if one.kind == EXPERIENCE)


def _about_the_course(courses, today) -> str:
    """Empty when one of them counts today."""
    if any(one.expires_on is None or one.expires_on >= today for one in courses):
        return ""
    if not courses:
        return _("The course is missing.")
    last = max(one.expires_on for one in courses)
    return _("The course ran out %(day)s.") % {"day": date_format(last, "DATE_FORMAT")}
