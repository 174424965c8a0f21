"""What does an application for approval look like on paper?"""

import datetime

from django.utils import translation
from django.utils.text import slugify

from companies import problems
from companies.coverage import By, aim_language, count
from companies.models import Approval
from okportal.documents.pdf import render_pdf
from okportal.norwegian import spaced_organisation_number, spaced_phone

LANGUAGES = ("nb", "nn")


def application_pdf(approval: Approval, *, language: str, remarks: str, today: datetime.date) -> bytes:
    """The application to the county (opplæringslova § 7-5, forskrift § 6-13) in `language`, "nb" or "nn".

    How each aim is covered is what the county and the vocational training board look at. The same answers give the same
    bytes. Raises Refused where the server cannot make PDFs.
    """
    with translation.override(language):
        context = _context(approval, remarks, today)
    return render_pdf(
        "companies/pdf/application.html",
        context,
        stylesheets=["companies/pdf/application.css"],
        created_at=datetime.datetime.combine(today, datetime.time(12), datetime.UTC),
        language=language,
    )


def file_name(approval: Approval) -> str:
    """'soknad-godkjenning-fjord-barnehager-bua.pdf': what the download is called."""
    return f"soknad-godkjenning-{slugify(approval.company.name)[:60]}-{approval.trade_id[2:5].lower()}.pdf"


def _context(approval, remarks, today) -> dict:
    company, place, office = approval.company, approval.establishment, approval.office
    rows = list(approval.coverage.select_related("aim", "person"))
    return {
        "approval": approval,
        "applied_on": approval.applied_on or today,
        "is_sent": approval.applied_on is not None,
        "company": company,
        "company_number": spaced_organisation_number(company.organisation_number),
        "company_phone": spaced_phone(company.phone),
        "place": place,
        "place_number": spaced_organisation_number(place.organisation_number) if place else "",
        "supervisors": problems.supervisors(approval, today),
        "rows": rows,
        "coverage": count(rows),
        "partners": _partners(rows),
        "aim_language": aim_language(approval.curriculum),
        "remarks": remarks,
        "office": office,
        "office_number": spaced_organisation_number(office.organisation_number),
        "office_phone": spaced_phone(office.phone),
    }


def _partners(rows) -> list[tuple[str, list[int]]]:
    """Each partner company with the numbers of the aims that it covers (forskrift § 6-14)."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows, start=1):
        if row.covered_by == By.PARTNER:
            found.setdefault(row.partner, []).append(number)
    return sorted(found.items())
