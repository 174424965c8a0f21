"""Which people can open this apprentice's file today, and read a note in it?

The same rules as `ApprenticeshipQuerySet.visible_to` and `NoteQuerySet.visible_to`, asked the other way round: those
start from a person and find rows, this starts from a row and finds people. tests/apprenticeships/test_audience.py holds
the two against each other, person by person.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship, Note
from companies.models import CompanyPerson
from okportal.offices.models import Membership
from okportal.permissions import COMPANY_ROLES

Sees = CompanyPerson.Sees
OFFICE, COMPANY, SELF = "office", "company", "self"


@dataclass(frozen=True)
class Reader:
    """One person: `side` is office, company or self; `why` a sentence."""

    user_id: int
    name: str
    role: Any
    side: str
    why: str


def readers_of(apprenticeship: Apprenticeship, audience: str, today: date | None = None) -> list[Reader]:
    """Everybody who reads what is written in the file for `audience` (a value of Note.Audience), each once.

    The office's people first, then the company's, then the apprentice, who is nothing else in the own file. Only who
    can log in today: one who is invited comes on the list with the login. Three questions to the database, however
    many people there are.
    """
    today = today or timezone.localdate()
    found = _office_people(apprenticeship, today)
    if audience != Note.Audience.OFFICE:
        found += _company_people(apprenticeship, today)
    once = {}
    for reader in found:
        if reader.user_id != apprenticeship.apprentice.user_id:
            once.setdefault(reader.user_id, reader)
    return [*once.values(), *(_apprentice(apprenticeship, today) if audience == Note.Audience.ALL else ())]


def can_open(apprenticeship: Apprenticeship, today: date | None = None) -> list[Reader]:
    """Everybody who can open the file: those who read what is written for all."""
    return readers_of(apprenticeship, Note.Audience.ALL, today)


def _office_people(apprenticeship, today) -> list[Reader]:
    rows = _members(apprenticeship, today).staff().select_related("user").order_by("user__name", "role")
    why = _("Works in the training office")
    return [Reader(row.user_id, row.user.name, row.get_role_display(), OFFICE, why) for row in rows]


def _company_people(apprenticeship, today) -> list[Reader]:
    here = CompanyPerson.objects.filter(office_id=apprenticeship.office_id, user__isnull=False).on(today)
    has_login = _members(apprenticeship, today).filter(user_id=OuterRef("user_id"), role__in=COMPANY_ROLES)
    named = [apprenticeship.supervisor_id, apprenticeship.instructor_id, apprenticeship.hr_id]
    by_scope = Q(sees=Sees.ALL, company_id=apprenticeship.company_id)
    if apprenticeship.establishment_id:
        by_scope |= Q(sees=Sees.ESTABLISHMENT, establishment_id=apprenticeship.establishment_id)
    rows = here.filter(Exists(has_login)).filter(by_scope | Q(pk__in=[pk for pk in named if pk]))
    rows = sorted(rows.select_related("establishment"), key=lambda row: (row.pk not in named, row.name))
    return [
        Reader(row.user_id, row.name, row.get_role_display(), COMPANY, _why(row, is_named=row.pk in named))
        for row in rows
    ]


def _why(person, is_named) -> str:
    if is_named:
        return _("Is named for this apprentice")
    if person.sees == Sees.ALL:
        return _("Sees all of the company's apprentices")
    return _("Sees the apprentices at %(place)s") % {"place": person.establishment.name}


def _apprentice(apprenticeship, today) -> list[Reader]:
    apprentice = apprenticeship.apprentice
    has_login = _members(apprenticeship, today).filter(user_id=apprentice.user_id)
    if apprentice.user_id is None or not has_login.exists():
        return []
    role = apprenticeship.get_candidate_type_display()
    return [Reader(apprentice.user_id, apprentice.name, role, SELF, _("The file is about this person"))]


def _members(apprenticeship, today):
    return Membership.objects.filter(office_id=apprenticeship.office_id).on(today)
