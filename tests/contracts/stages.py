"""How does a test take a contract from draft to any other state, by the actions themselves?"""

from datetime import timedelta

from django.utils import timezone

from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.outbox.models import Message
from okportal.permissions import Role

HOW = "Innlogget med passord"


def fill_in(contract, by) -> Contract:
    """Whatever a draft of tests.world still lacks before it can be sent."""
    return actions.save_step(
        contract=contract, version=contract.version, by=by, start_on=timezone.localdate() + timedelta(days=20),
        workplace="Fjord avdeling sør",
    )  # fmt: skip


class Road:
    """Takes a contract along the road."""

    ORDER = (S.DRAFT, S.WITH_PARTIES, S.WITH_OFFICE, S.AT_COUNTY, S.APPROVED, S.ACTIVE)

    def __init__(self, contract, advisor, member):
        self.contract, self.advisor, self.member = contract, advisor, member

    def to(self, state) -> Contract:
        if state == S.REFUSED:
            self.to(S.AT_COUNTY)
            actions.refuse(contract=self.contract, **decision("Mangler vedlegg"), by=self.advisor)
        elif state == S.COMPLETED:
            self.to(S.ACTIVE)
            actions.complete(contract=self.contract, ended_on=timezone.localdate(), by=self.advisor)
        elif state == S.ENDED:
            self.to(S.ACTIVE)
            actions.end(contract=self.contract, ended_on=timezone.localdate(), end_reason="Flyttet", by=self.advisor)
        else:
            for step in self.ORDER[1 : self.ORDER.index(state) + 1]:
                getattr(self, f"_{step.value}")()
        return self.fresh()

    def fresh(self):
        self.contract = (
            Contract.objects.with_people().select_related("unsigned_file", "signed_file").get(pk=self.contract.pk)
        )
        return self.contract

    def _with_parties(self):
        actions.send(contract=self.contract, version=self.fresh().version, by=self.advisor)

    def _with_office(self):
        for role in (Role.APPRENTICE, Role.TRAINING_SUPERVISOR):
            sha256 = self.fresh().unsigned_file.sha256
            actions.confirm_and_sign(contract=self.contract, sha256=sha256, how=HOW, by=self.member(role))

    def _at_county(self):
        sha256 = self.fresh().unsigned_file.sha256
        actions.sign_for_office(contract=self.contract, sha256=sha256, how=HOW, by=self.advisor)

    def _approved(self):
        actions.approve(contract=self.contract, **decision(), by=self.advisor)

    def _active(self):
        Contract.objects.filter(pk=self.contract.pk).update(start_on=timezone.localdate())
        actions.start(contract=self.contract, by=None)


def decision(remark=""):
    return {"decided_on": timezone.localdate(), "case_number": "26/0042", "decision_remark": remark}


def hash_of(contract) -> str:
    """The hash that a signature is put under; something made up where nothing was sent."""
    return contract.unsigned_file.sha256 if contract.unsigned_file else "f" * 64


def last_event(contract) -> Event:
    return Event.objects.about(contract).first()


def mails(name):
    """The mails of one kind, oldest first."""
    return Message.objects.filter(template=f"contracts/{name}").order_by("id")


def address(contract, page="") -> str:
    return f"/fjord/kontrakter/{contract.pk}/{page}"
