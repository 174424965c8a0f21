"""What is written to the one who asked the office for a change?"""

from companies.models import ProposedChange
from okportal.outbox.actions import enqueue

TEMPLATES = {"accepted": "companies/change_accepted", "declined": "companies/change_declined"}


def decided(change: ProposedChange):
    """Accepted or declined, with the office's answer. Once for each proposal: a decision is final."""
    reader = change.proposed_by
    enqueue(
        office_id=change.office_id, key=f"company_change:{change.pk}", template=TEMPLATES[change.state],
        to_email=reader.email, to_name=reader.name, language=reader.language, page="companies:change",
        about_id=change.pk, facts={"company": change.company.name, "answer": change.answer},
    )  # fmt: skip
