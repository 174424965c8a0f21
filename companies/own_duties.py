"""What in the companies' own records names somebody who may leave? Who covers the aims of an approval."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from companies.duties import Duty, register
from companies.models import AimCoverage, CompanyPerson
from companies.states import ApprovalState
from okportal.audit.actions import record_each

Role = CompanyPerson.Role
OVER = (ApprovalState.REFUSED, ApprovalState.WITHDRAWN, ApprovalState.LAPSED)


def covered_by(person):
    """Aims that the person covers in approvals that are prepared, applied for or in force."""
    return AimCoverage.objects.filter(office_id=person.office_id, person=person).exclude(approval__state__in=OVER)


def hand_over_coverage(person, successor, by):
    """To the successor; with nobody the aims that the company covers itself are to be answered anew."""
    rows = covered_by(person).select_related("approval")
    approvals = {row.approval_id: row.approval for row in rows}
    if successor:
        rows.update(person=successor)
    else:
        here, is_open = AimCoverage.CoveredBy.HERE, AimCoverage.CoveredBy.OPEN
        rows.update(
            person=None, covered_by=Case(When(covered_by=here, then=Value(is_open)), default="covered_by")
        )  # fmt: skip
    facts = {"before": person.pk, "person": successor and successor.pk}
    record_each(by, "approval.coverage_handed_over", [(approval, facts) for approval in approvals.values()])


register(
    Duty(
        "coverage", _("Competence aims in approvals"), covered_by, hand_over_coverage, place=50,
        roles=frozenset({Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR}), can_be_nobody=True,
    )
)  # fmt: skip
