"""Who, of a company's own people, answers for the company, and who writes in its applications?"""

from companies.models import CompanyPerson
from companies.states import ApprovalState
from okportal.permissions import ROLES, Permission

Role = CompanyPerson.Role
LEADERS = tuple(role for role in Role.values if Permission.COMPANY_OWN in ROLES[role])


def answers_for(member, company_id) -> bool:
    """Leads this very company in one of the roles with COMPANY_OWN: sees its agreement."""
    return CompanyPerson.objects.of(member).filter(company_id=company_id, role__in=LEADERS).exists()


def may_map(member, approval) -> bool:
    """The office, those who answer for the company, and its training supervisors, who know the work best."""
    if approval.state != ApprovalState.PREPARING:
        return False
    if member.can(Permission.COMPANY_EDIT):
        return True
    writers = (*LEADERS, Role.TRAINING_SUPERVISOR)
    return CompanyPerson.objects.of(member).filter(company_id=approval.company_id, role__in=writers).exists()
