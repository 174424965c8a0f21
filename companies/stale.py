"""Which edits of a company can two people make at the same time?"""

from okportal.audit.stale import Edits

FIELDS = (
    "name", "address", "postcode", "city", "county", "email", "phone", "website", "sector", "employees",
    "industry_code", "industry",
)  # fmt: skip
EDITS = Edits("company.edited", FIELDS)
