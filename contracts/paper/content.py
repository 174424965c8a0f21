"""What was agreed in a contract, in plain values?"""

import hashlib
import json

from apprenticeships.models import Apprentice
from contracts import aims
from contracts.models import Contract
from okportal.norwegian import masked

FORMAT = "okportal.contract/2"  # another one, where what was sent before can no longer be compared


def contract_data(contract: Contract) -> dict:
    """Dates as ISO text; of the national identity number the birth date only, of a paper its kind and hash.

    Without signatures and status, so that the unsigned and the signed PDF carry the same data and hash.
    """
    training = contract.apprenticeship
    apprentice, company, trade = training.apprentice, contract.whose.company, training.trade
    return {
        "format": FORMAT,
        "number": contract.number,
        "kind": contract.kind,
        "language": contract.language,
        "apprentice": {
            "name": apprentice.name,
            "national_id": masked(apprentice.national_id),
            "address": postal_address(apprentice),
            "email": apprentice.email,
        },
        "company": {
            "name": company.name,
            "organisation_number": company.organisation_number,
            "address": postal_address(company),
        },
        "office": {"name": contract.office.name, "organisation_number": contract.office.organisation_number},
        "county": str(training.county),
        "trade": {
            "code": trade.code,
            "name": trade.name,
            "test": trade.test_form,
            "curriculum": training.curriculum_id or "",
            "route": training.route,
        },
        "workplace": workplace(contract),
        "supervisor": name_of(contract.whose.supervisor),
        "instructor": name_of(contract.whose.instructor),
        "position_percent": contract.position_percent,
        "remarks": contract.remarks,
        "terms": contract.template.terms if contract.template else "",
        **_period(contract),
    }


def _period(contract) -> dict:
    return {
        "start_on": _iso(contract.start_on),
        "end_on": _iso(contract.end_on),
        "calculated_end_on": _iso(contract.calculated_end_on),
        "other_end_because": contract.other_end_because,
        "months": contract.months,
        "practice_before_months": contract.practice_before_months,
        "credit_months": contract.credit_months,
        "credits": [_credit(row) for row in credits_of(contract)],
        "aims": [{"code": code, "text": text} for code, text in aims.chosen(contract)],
    }


def _credit(row) -> dict:
    return {
        "kind": row.kind, "months": row.months, "days": row.days,
        "has_relevant_yff": row.has_relevant_yff, "decided_by": row.decided_by,
        "decided_on": _iso(row.decided_on),
        "paper": {"kind": row.paper.kind, "sha256": row.paper.file.sha256} if row.paper else None,
    }  # fmt: skip


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def credits_of(contract: Contract) -> list:
    """With their papers; none of a contract that is not stored."""
    return list(contract.credits.all()) if contract.pk else []


def canonical(data: dict) -> bytes:
    """The one way to write `data` as JSON: keys sorted, UTF-8, so that equal data has an equal hash."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def content_sha256(contract: Contract) -> str:
    """What `contract_data` is recognised by: hexadecimal, and printed on the PDF."""
    return hashlib.sha256(canonical(contract_data(contract))).hexdigest()


def postal_address(row: Apprentice) -> str:
    """'Lyngveien 7 B, 6410 Molde' of anything with address, postcode and city."""
    place = f"{row.postcode} {row.city}".strip()
    return ", ".join(part for part in (row.address, place) if part)


def workplace(contract: Contract) -> str:
    return contract.workplace or name_of(contract.whose.establishment) or contract.whose.company.name


def name_of(row) -> str:
    return row.name if row else ""
