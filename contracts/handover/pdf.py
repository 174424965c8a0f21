"""What does the new company learn of somebody who comes from another one, on paper?

Whom it is about, how far the training has come, the aims and the closing assessment. Nothing of the office's journal
or the mapping of needs, of absence only how many days, and not why the company changes: that is between those it
concerns.
"""

import datetime

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from apprenticeships.absence import days_within
from apprenticeships.models import Absence
from contracts.handover import grant_split
from contracts.handover.checks import number
from contracts.handover.figures import figures_of
from contracts.models import Handover
from okportal.documents.pdf import render_pdf
from okportal.norwegian import spaced_organisation_number, spaced_phone


def handover_pdf(handover: Handover, *, written_on: datetime.date) -> bytes:
    """In the language of the contract that is left; the same handover and day give the same bytes.

    Load it `with_people()`; it has a day and a new company. Raises Refused where the server cannot make PDFs.
    """
    language = handover.contract.language
    with translation.override(language):
        context = _context(handover, written_on)
    return render_pdf(
        "contracts/pdf/handover.html", context, stylesheets=["contracts/pdf/handover.css"],
        created_at=datetime.datetime.combine(written_on, datetime.time(12), datetime.UTC), language=language,
    )  # fmt: skip


def file_name(handover: Handover) -> str:
    """'overlevering-2026-00001.pdf': what the download is called; no personal name."""
    return f"overlevering-{slugify(handover.contract.number)}.pdf"


def _context(handover, written_on) -> dict:
    contract, training, office = handover.contract, handover.contract.apprenticeship, handover.office
    old, new = grant_split.split(contract.start_on, handover.on, contract.end_on)
    done = [aim for aim in handover.aims if aim["is_done"]]
    until = min(old.to_on, written_on)
    return {
        "handover": handover, "contract": contract, "training": training, "apprentice": training.apprentice,
        "office": office, "office_number": spaced_organisation_number(office.organisation_number),
        "office_phone": spaced_phone(office.phone), "written_on": written_on, "title": _("Handover to a new company"),
        "phone": spaced_phone(training.apprentice.phone), "sides": [
            _side(_("Company until now"), handover.old_company, handover.old_supervisor, old),
            _side(_("New company"), handover.new_company, handover.new_supervisor, new),
        ],
        "done": done, "open": [aim for aim in handover.aims if not aim["is_done"]],
        "until": until, "figures": [
            (_("Days away, whole or in part"), _days_away(training, old.from_on, until, written_on)),
            *((figure.label, figure.value) for figure in figures_of(training, old.from_on, until)),
        ],
    }  # fmt: skip


def _side(role, company, supervisor, share) -> dict:
    return {
        "role": role, "name": company.name, "number": spaced_organisation_number(company.organisation_number),
        "supervisor": supervisor.name if supervisor else "–", "email": supervisor.email if supervisor else "",
        "from_on": share.from_on, "to_on": share.to_on, "months": number(share.months),
    }  # fmt: skip


def _days_away(training, from_on, to_on, today) -> int:
    """Confirmed calendar days, all kinds together: why somebody was away is not for the next company."""
    rows = Absence.objects.filter(apprenticeship=training, state=Absence.State.CONFIRMED)
    return sum(days_within(row, from_on, to_on, today) for row in rows)
