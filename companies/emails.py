"""Which mail goes to a company about its approvals?"""

from datetime import date

from django.utils import timezone

from companies.models import Approval, CompanyPerson
from companies.states import ApprovalState
from okportal.audit.models import Event
from okportal.outbox.actions import enqueue

Role = CompanyPerson.Role
# Who answers for the company, and who for the training.
TOLD = (Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.TRAINING_SUPERVISOR)


def decided(approval: Approval, on: date):
    """What the county has decided. Call when the decision is in the trail: each one is a mail of its own."""
    _to_company(
        approval, "approval_decided", state=ApprovalState(approval.state).value, on=on.isoformat(),
        to_on=approval.to_on.isoformat() if approval.to_on else "", limits=approval.limits,
        case_number=approval.case_number,
    )  # fmt: skip


def lapsed(approval: Approval):
    """Two years without a contract have passed."""
    _to_company(approval, "approval_lapsed", to_on=approval.to_on.isoformat())


def _to_company(approval, name, **facts):
    """One mail to each address. The number of lines in the trail tells one decision from the next."""
    people = (
        approval.company.people.filter(role__in=TOLD).on(timezone.localdate()).select_related("user").order_by("pk")
    )
    number = Event.objects.about(approval).count()
    about = {
        "company": approval.company.name, "trade": approval.trade.name, "county": approval.county.name,
        "place": approval.establishment.name if approval.establishment else "",
    }  # fmt: skip
    for person in {person.email.lower(): person for person in people}.values():
        enqueue(
            office_id=approval.office_id, key=f"approval:{approval.pk}:{name}:{number}:{person.pk}",
            template=f"companies/{name}", to_email=person.email, to_name=person.name,
            language=person.user.language if person.user else person.language,
            page="companies:approval", about_id=approval.pk, facts=about | facts,
        )  # fmt: skip
