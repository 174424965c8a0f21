"""What goes on in a company, or at one of its places of work, that somebody should know of before it is closed?"""

from django.utils.translation import ngettext

from companies.models import Approval, Company, Establishment
from companies.states import ANSWERABLE, GRANTED

OPEN = [*GRANTED, *ANSWERABLE]


def in_company(company: Company) -> list[str]:
    """Sentences with numbers; empty when nothing does."""
    apprentices = company.apprenticeships.current().count()
    approvals = Approval.objects.filter(company=company, state__in=OPEN).count()
    return [*_apprentices(apprentices), *_approvals(approvals)]


def at_place(place: Establishment, today) -> list[str]:
    apprentices = place.company.apprenticeships.current().filter(establishment_id=place.pk).count()
    approvals = Approval.objects.filter(establishment=place, state__in=OPEN).count()
    people = place.people.on(today).count()
    return [*_apprentices(apprentices), *_approvals(approvals), *_people(people)]


def _apprentices(number):
    if number:
        yield ngettext("%(number)s apprentice is in training here.", "%(number)s apprentices are in training here.",
                       number) % {"number": number}  # fmt: skip


def _approvals(number):
    if number:
        yield ngettext("%(number)s approval is open.", "%(number)s approvals are open.", number) % {"number": number}


def _people(number):
    if number:
        yield ngettext("%(number)s person belongs to it.", "%(number)s people belong to it.", number) % {
            "number": number
        }
