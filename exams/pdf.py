"""What does the registration for a test look like on paper?"""

import datetime

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contracts.paper.pdf import postal_address
from exams.models import Registration
from okportal.documents.pdf import render_pdf
from okportal.norwegian import masked, spaced_organisation_number, spaced_phone


def registration_pdf(registration: Registration, *, registered_by=None) -> bytes:
    """The form that the office sends to the county authority (forskrift § 9-56), in the contract's language.

    `registered_by` is the user who registers, and the only name that stands as having done so; without one it is
    the office alone. One page as long as the remarks are short. Adaptation (§ 9-62) is a yes without reasons: those
    go from the candidate to the county. Load the registration `with_people()`. Raises Refused where the server
    cannot make PDFs.
    """
    language = registration.contract.language
    written_on = registration.registered_on or registration.opens_on
    with translation.override(language):
        context = _context(registration) | {"registered_by": registered_by}
    return render_pdf(
        "exams/pdf/registration.html",
        context,
        stylesheets=["exams/pdf/registration.css"],
        created_at=datetime.datetime.combine(written_on, datetime.time(12), datetime.UTC),
        language=language,
    )


def file_name(registration: Registration) -> str:
    """'oppmelding-fjord-2026-0001.pdf': what the download is called; no personal name."""
    attempt = f"-{registration.attempt}" if registration.attempt > 1 else ""
    return f"oppmelding-{slugify(registration.contract.number)}{attempt}.pdf"


def _context(registration) -> dict:
    apprenticeship, office = registration.apprenticeship, registration.office
    apprentice, company = apprenticeship.apprentice, apprenticeship.company
    return {
        "registration": registration,
        "title": _title(registration.kind),
        "contract": registration.contract,
        "apprenticeship": apprenticeship,
        "apprentice": apprentice,
        "apprentice_address": postal_address(apprentice),
        "apprentice_phone": spaced_phone(apprentice.phone),
        "masked_id": masked(apprentice.national_id),
        "company": company,
        "company_number": spaced_organisation_number(company.organisation_number),
        "company_address": postal_address(company),
        "supervisor": apprenticeship.supervisor,
        "office": office,
        "office_number": spaced_organisation_number(office.organisation_number),
        "office_phone": spaced_phone(office.phone),
    }


def _title(kind) -> str:
    return {
        Registration.Kind.TRADE_TEST: _("Registration for the trade test"),
        Registration.Kind.JOURNEYMANS_TEST: _("Registration for the journeyman's test"),
        Registration.Kind.COMPETENCE_TEST: _("Registration for the competence test"),
        Registration.Kind.PRACTICE_TEST: _("Registration for the practice test"),
    }[Registration.Kind(kind)]
