"""How does a test get a company to go over to, and a change of company as far as it wants?"""

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

from allauth.account.models import EmailAddress
from django.utils import timezone

from companies.models import Agreement, Approval, Company, CompanyPerson, Establishment, Qualification
from companies.states import ApprovalState
from contracts.actions import handover as writing
from contracts.actions.handover_planning import plan_handover
from contracts.actions.handover_switch import switch
from contracts.models import Amendment, Contract, Handover
from contracts.states import ContractState
from okportal.offices.models import Membership
from okportal.people.models import User
from tests.world import COUNTY, PASSWORD, TRADE

WORDS = {"strengths": "Nøye med verktøy", "ahead": "Planlegging av dagen", "assessment": "Godt i gang"}


def make_other(cast, today) -> SimpleNamespace:
    office, mark, since = cast.office, cast.mark, today - timedelta(days=500)
    company = Company.objects.create(
        office=office, organisation_number="810059672", name=f"{mark} nye barnehager", county_id=COUNTY,
        look_up="not_checked", email=f"ny@{office.slug}.example", address="Nyveien 1", postcode="5003", city="Bergen",
    )  # fmt: skip
    place = Establishment.objects.create(office=office, company=company, name=f"{mark} avdeling ny")
    approval = Approval.objects.create(
        office=office, company=company, trade_id=TRADE, county_id=COUNTY, state=ApprovalState.APPROVED, from_on=since
    )
    Agreement.objects.create(office=office, company=company, scopes=[*Agreement.Scope], from_on=since)
    people = {
        role: add_person(office, company, f"{mark} Ny {role}", role, since)
        for role in ("training_supervisor", "instructor", "company_contact")
    }
    Qualification.objects.create(
        office=office, person=people["training_supervisor"], kind=Qualification.Kind.CERTIFICATE, title="Fagbrev",
        trade_id=TRADE,
    )  # fmt: skip
    return SimpleNamespace(
        company=company, place=place, approval=approval, supervisor=people["training_supervisor"],
        instructor=people["instructor"], contact=people["company_contact"],
    )  # fmt: skip


def add_person(office, company, name, role, since) -> CompanyPerson:
    """Somebody with a login of their own."""
    email = f"ny-{role}@{office.slug}.example"
    user = User.objects.create_user(email, PASSWORD, name=name, language="en")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Membership.objects.create(office=office, user=user, role=role, from_on=since)
    sees = "all" if role == "company_contact" else "related"
    return CompanyPerson.objects.create(
        office=office, company=company, user=user, name=name, email=email, role=role, sees=sees, from_on=since
    )


def amend(contract, kind, state, by, **facts) -> Amendment:
    """A change of the contract as far as it is said to be, whatever the road there."""
    return Amendment.objects.create(
        office_id=contract.office_id, contract=contract, kind=kind, state=state, number=90, created_by=by.user,
        from_on=by.today, applied_at=timezone.now() if state == "in_force" else None, **facts,
    )  # fmt: skip


@dataclass
class Way:
    """Takes a change of company along its road; each step only if it is not taken yet."""

    contract: Contract
    other: SimpleNamespace
    by: object
    row: Handover = field(default=None)

    def drafted(self) -> Handover:
        self.row = self.row or writing.begin_handover(
            contract=self.contract, reason="moved", note="Flytter", by=self.by
        )
        return self.fresh()

    def answers(self, on, **other) -> dict:
        return {
            "new_company": self.other.company, "new_establishment": self.other.place,
            "new_supervisor": self.other.supervisor, "new_instructor": self.other.instructor, "on": on, **other,
        }  # fmt: skip

    def filled(self, on, **other) -> Handover:
        row = self.drafted()
        row = writing.save_handover(handover=row, version=row.version, by=self.by, **self.answers(on, **other))
        writing.save_handover(handover=row, version=row.version, by=self.by, **WORDS)
        return self.fresh()

    def planned(self, on) -> Handover:
        row = self.filled(on)
        plan_handover(handover=row, version=row.version, by=self.by)
        return self.fresh()

    def approve(self):
        """The new contract as the county has approved it; the road there has tests of its own."""
        Contract.objects.filter(pk=self.fresh().new_contract_id).update(state=ContractState.APPROVED)

    def done(self, on) -> Handover:
        self.planned(on)
        self.approve()
        switch(handover=self.row, by=self.by)
        return self.fresh()

    def fresh(self) -> Handover:
        self.row = Handover.objects.with_people().get(pk=self.row.pk)
        return self.row
