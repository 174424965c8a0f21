"""How is a company doing as a place to learn?

Each measure explains itself and leads to its rows. It looks only at what its reader may see.
"""

from companies.models import Company
from okportal.home.health_measure import Measure
from okportal.home.health_register import of_agreement, of_approvals, of_supervisors
from okportal.home.health_training import of_documentation, of_reviews, of_tests

MADE = (of_approvals, of_supervisors, of_reviews, of_documentation, of_tests, of_agreement)


def measures(company: Company, member) -> list[Measure]:
    """All measures of one company, with its county's key. Eight queries."""
    return [made(company, member) for made in MADE]
