"""Who may open the paper behind a qualification? The office, the person, and who answers for the company."""

from django.db.models import Q

from companies.models import CompanyPerson, Qualification
from okportal.permissions import COMPANY_ROLES, ROLES, Permission

LEADERS = [role for role in COMPANY_ROLES if Permission.COMPANY_OWN in ROLES[role]]


def opened_by(member):
    """Qualifications whose file this member may open. A colleague reads what it is, not the paper itself."""
    papers = Qualification.objects.visible_to(member).filter(file__isnull=False)
    if member.is_staff:
        return papers
    led = CompanyPerson.objects.of(member).filter(role__in=LEADERS)
    return papers.filter(Q(person__user_id=member.user.pk) | Q(person__company_id__in=led.values("company_id")))
