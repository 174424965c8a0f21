"""What does a proposed change say, in words?"""

import json
from hashlib import sha256

from companies.models import Company, ProposedChange
from okportal.offices.models import County

IN_ORDER = ("name", "organisation_number", "address", "postcode", "city", "county")


def mark(change: ProposedChange) -> str:
    """Short sign of what is asked for; the office's answer brings back the one of what it has read."""
    return sha256(json.dumps(change.fields, sort_keys=True).encode()).hexdigest()[:16]


def shown_changes(company: Company, change: ProposedChange) -> list[dict]:
    """Each field that is asked for: label, what stood there, what is wanted, and `now` where neither stands there."""
    counties = {county.pk: county.name for county in County.objects.all()} if "county" in change.fields else {}
    in_order = [name for name in IN_ORDER if name in change.fields]  # the database keeps no order
    return [_shown(company, name, change.fields[name], counties) for name in in_order]


def _shown(company, name, told, counties) -> dict:
    current = (company.county_id if name == "county" else getattr(company, name)) or ""
    words = {value: counties.get(value, value) for value in (told["from"], told["to"], current)}
    return {
        "label": Company._meta.get_field(name).verbose_name, "before": words[told["from"]], "after": words[told["to"]],
        "now": words[current] if current not in {told["from"], told["to"]} else "",
    }  # fmt: skip
