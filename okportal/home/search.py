"""Where does what somebody types into the search field stand?"""

from django.db.models import Q

from apprenticeships.models import Apprenticeship
from apprenticeships.names import called
from companies.models import Company
from contracts.models import Contract
from okportal.norwegian import sort_key
from okportal.permissions import Permission

HITS = 10
LAST = "\U0010ffff"  # sorts after everything: the end of a prefix range


def search_everything(member, text: str) -> dict:
    """Up to ten hits a kind; fewer than two characters find nothing.

    People by the beginning of first or last name, companies by name or number, contracts by number.
    """
    if len(text) < 2:
        return {"apprenticeships": [], "companies": [], "contracts": []}
    key = sort_key(text)
    apprenticeships = Apprenticeship.objects.visible_to(member).filter(called(text, "apprentice__"))
    companies = Company.objects.visible_to(member).filter(
        Q(sort_name__gte=key, sort_name__lt=key + LAST) | Q(organisation_number=text.replace(" ", ""))
    )
    contracts = Contract.objects.visible_to(member).filter(number__startswith=text)
    if not member.can(Permission.CONTRACT_SEE):  # an address that would answer 404 is no find
        contracts = contracts.none()
    return {
        "apprenticeships": apprenticeships.with_people().order_by("apprentice__sort_name", "pk")[:HITS],
        "companies": companies[:HITS],
        "contracts": contracts.with_people()[:HITS],
    }
