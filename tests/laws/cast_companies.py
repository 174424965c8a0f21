"""Which companies does a cast have, with their people, approvals and papers?"""

from django.utils import timezone

from companies.models import (
    ActivePeriod,
    AimCoverage,
    Approval,
    Company,
    CompanyDocument,
    CompanyPerson,
    Establishment,
    ProposedChange,
    Qualification,
)
from companies.states import ApprovalState
from okportal.curricula.models import Aim
from okportal.offices.models import County
from okportal.permissions import Role
from tests.world import TRADE, add_file


def add_companies(cast, today):
    """A company that waits for its look-up, a contact without login, and an approval in every state."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    waiting = Company.objects.create(
        office=office, organisation_number="810059672", name=f"{mark} venter", look_up=Company.LookUp.WAITING
    )
    rows.companies = [rows.company, waiting]
    uninvited = CompanyPerson.objects.create(
        office=office, company=rows.company, name=f"{mark} Uinvitert", email=f"uinvitert@{office.slug}.example",
        role=CompanyPerson.Role.INSTRUCTOR, from_on=today,
    )  # fmt: skip
    rows.people = [rows.training_supervisor, uninvited]
    rows.qualifications = [
        Qualification.objects.create(
            office=office, person=rows.training_supervisor, kind=Qualification.Kind.COURSE, title=f"{mark} kurs",
            obtained_on=today, file=rows.file,
        )
    ]  # fmt: skip
    counties = County.objects.exclude(pk="46").order_by("code")
    rows.approvals = [rows.approval] + [
        Approval.objects.create(
            office=office, company=rows.company, trade_id=TRADE, county=county, state=state, from_on=today,
            limits=f"{mark} grense",
        )
        for county, state in zip(counties, ApprovalState, strict=False)
    ]  # fmt: skip
    preparing = next(row for row in rows.approvals if row.state == ApprovalState.PREPARING)
    aims = Aim.objects.filter(curriculum_id="TEST-BUA")
    rows.coverages = [rows.coverage] + [
        AimCoverage.objects.create(
            office=office, approval=preparing, aim=aim, position=aim.position, place=f"{mark} verksted",
            covered_by=AimCoverage.CoveredBy.PARTNER, partner=f"{mark} partner",
        )
        for aim in aims
    ]  # fmt: skip
    preparing.curriculum_id = "TEST-BUA"
    preparing.save()
    rows.approval.application_file = rows.approval.decision_file = rows.agreement.file = rows.file
    rows.approval.save()
    rows.agreement.save()
    rows.agreements = [rows.agreement]
    add_papers(cast, today)


def add_papers(cast, today):
    """A closed place of work, a document for each reader, a logo, a membership that ended, and a change that waits."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    here = {"office": office, "company": rows.company}
    closed = Establishment.objects.create(name=f"{mark} nedlagt", closed_on=today, **here)
    rows.establishments = [rows.establishment, closed]
    rows.documents = [
        CompanyDocument.objects.create(
            title=f"{mark} papir", file=add_file(cast), is_for_office_only=is_internal,
            added_by=cast.users[Role.ADVISOR], **here,
        )
        for is_internal in (False, True)
    ]  # fmt: skip
    rows.company.logo = add_file(cast)
    rows.company.save()
    ActivePeriod.objects.create(from_on=today, to_on=today, reason=f"{mark} grunn", **here)
    asked = {"name": {"from": rows.company.name, "to": f"{mark} nytt navn"}}
    contact = cast.users[Role.COMPANY_CONTACT]
    rows.changes = [
        ProposedChange.objects.create(fields=asked, proposed_by=contact, **here),
        ProposedChange.objects.create(
            fields=asked, proposed_by=contact, state=ProposedChange.State.DECLINED, answer=f"{mark} svar",
            decided_at=timezone.now(), decided_by=cast.users[Role.ADVISOR], **here,
        ),
    ]  # fmt: skip
