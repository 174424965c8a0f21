"""What is in the office's registers already, by every name and number that a file may use for it?

Read once for a whole file; a question a row took seven seconds for 5,000 rows (measures.md).
"""

from dataclasses import dataclass, field
from typing import Any

from apprenticeships.models import Apprentice
from companies.models import Company, CompanyPerson, Establishment
from okportal.curricula.models import Trade
from okportal.imports.fields import NOT_ONE
from okportal.offices.models import County, Membership
from okportal.permissions import Role
from okportal.sheets.heads import plain


@dataclass
class Known:
    """All dictionaries lead from `plain(name or number)`; ids of people from (company id, plain name)."""

    office_id: int
    today: Any
    companies: dict = field(default_factory=dict)
    establishments: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    advisors: dict = field(default_factory=dict)
    trades: dict = field(default_factory=dict)
    counties: dict = field(default_factory=dict)
    apprentices_by_number: dict = field(default_factory=dict)  # blind index → id
    apprentices_by_email: dict = field(default_factory=dict)  # e-mail → {id: blind index or ""}
    roles_held: set = field(default_factory=set)  # (company id, e-mail, role) without an end


def read_known(office_id: int, today) -> Known:
    """Call inside the office's scope. Seven queries, each of this office alone."""
    here = {"office_id": office_id}
    known = Known(office_id, today)
    for county in County.objects.all():
        _put(known.counties, county, county.code, county.name)
    for trade in Trade.objects.all():
        _put(known.trades, trade, trade.code, trade.name, trade.subject_code)
        _put(known.trades, trade, trade.name.removesuffix("faget"), trade.name.removesuffix("et"))
    for company in Company.objects.filter(**here):
        _put(known.companies, company, company.organisation_number, company.name)
    for place in Establishment.objects.filter(**here):
        _put(known.establishments, place, place.organisation_number)
        _put_in(known.establishments, place.company_id, place, place.name)
    _read_people(known)
    apprentices = Apprentice.objects.filter(**here).order_by("pk").values_list("pk", "national_id_index", "email")
    for pk, index, email in apprentices:
        known.apprentices_by_email.setdefault(email.lower(), {})[pk] = index
        if index:
            known.apprentices_by_number[index] = pk
    return known


def _read_people(known):
    here = CompanyPerson.objects.filter(office_id=known.office_id, to_on__isnull=True)
    for person in here:
        _put_in(known.people, person.company_id, person, person.email, person.name)
        known.roles_held.add((person.company_id, person.email.lower(), person.role))
    for membership in _advisors(known):
        _put(known.advisors, membership, membership.user.email, membership.user.name)


def _advisors(known):
    """Who may follow an apprentice up, each once: one who is an administrator too is meant as the advisor."""
    roles = [Role.ADVISOR, Role.ADMINISTRATOR]
    held = Membership.objects.filter(office_id=known.office_id, role__in=roles).on(known.today).select_related("user")
    by_user = {}
    for membership in sorted(held, key=lambda row: roles.index(row.role)):
        by_user.setdefault(membership.user_id, membership)
    return by_user.values()


def _put(found, row, *names):
    for name in filter(None, map(plain, names)):
        found[name] = row if found.get(name, row) == row else NOT_ONE


def _put_in(found, company_id, row, *names):
    for name in filter(None, map(plain, names)):
        rows = found.setdefault((company_id, name), [])
        rows.append(row)
