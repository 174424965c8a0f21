"""How does a test take a contract from draft to any other state, by the actions themselves?"""

from datetime import timedelta

from django.utils import timezone

from companies.models import Qualification
from contracts import actions
from contracts.actions import rounds
from contracts.models import Contract, Party, SigningRound
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.outbox.models import Message
from okportal.permissions import Role

HOW = "Innlogget med passord"
# By the role in the office: as what they sign.
SIGNERS = {Role.APPRENTICE: "apprentice", Role.TRAINING_SUPERVISOR: "company"}


def fill_in(contract, by) -> Contract:
    """Whatever a draft of tests.world still lacks before it can be sent; it follows on the contract in force."""
    training = contract.apprenticeship
    Qualification.objects.create(
        office_id=contract.office_id, person=training.supervisor, kind="certificate", title="Fagbrev",
        trade_id=training.trade_id,
    )  # fmt: skip
    running = Contract.objects.in_force().get(apprenticeship__apprentice=training.apprentice)
    return actions.save_step(
        contract=contract, version=contract.version, by=by, start_on=running.end_on + timedelta(days=1),
        workplace="Fjord avdeling sør",
    )  # fmt: skip


class Road:
    """Takes a contract along the road."""

    ORDER = (
        S.DRAFT, S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE, S.SIGNED, S.AT_COUNTY, S.APPROVED, S.ACTIVE,
    )  # fmt: skip

    def __init__(self, contract, advisor, member):
        self.contract, self.advisor, self.member = contract, advisor, member

    def to(self, state) -> Contract:
        if state == S.REFUSED:
            self.to(S.AT_COUNTY)
            actions.refuse(contract=self.contract, **decision("Mangler vedlegg"), by=self.advisor)
        elif state == S.RETURNED:
            self.to(S.AT_COUNTY)
            actions.note_return(
                contract=self.contract, on=timezone.localdate(), remark="Mangler karakterer", by=self.advisor
            )
        elif state == S.COMPLETED:
            self.to(S.ACTIVE)
            actions.complete(contract=self.contract, ended_on=timezone.localdate(), by=self.advisor)
        elif state == S.ENDED:
            self.to(S.ACTIVE)
            actions.end(contract=self.contract, ended_on=timezone.localdate(), end_reason="Flyttet", by=self.advisor)
        else:
            # From where it is now: a contract that has come half the way goes on from there.
            here = self.ORDER.index(self.fresh().state)
            for step in self.ORDER[here + 1 : self.ORDER.index(state) + 1]:
                getattr(self, f"_{step.value}")()
        return self.fresh()

    def fresh(self):
        contracts = Contract.objects.with_people().select_related("round__unsigned_file", "round__signed_file")
        self.contract = contracts.get(pk=self.contract.pk)
        return self.contract

    def party(self, role):
        """The signer of the newest round, by the role in it ("apprentice", "company" …)."""
        return self.fresh().round.parties.get(role=role)

    def _checking(self):
        actions.send(contract=self.contract, version=self.fresh().version, by=self.advisor)

    def _with_parties(self):
        for role, party in SIGNERS.items():
            rounds.confirm(party=self.party(party), by=self.member(role))

    def _with_office(self):
        for role in SIGNERS:
            sha256 = hash_of(self.fresh())
            actions.confirm_and_sign(contract=self.contract, sha256=sha256, how=HOW, by=self.member(role))

    def _signed(self):
        actions.sign_for_office(contract=self.contract, sha256=hash_of(self.fresh()), how=HOW, by=self.advisor)

    def _at_county(self):
        actions.send_to_county(contract=self.contract, on=timezone.localdate(), by=self.advisor)

    def _approved(self):
        actions.approve(contract=self.contract, **decision(), by=self.advisor)

    def _active(self):
        Contract.objects.filter(pk=self.contract.pk).update(start_on=timezone.localdate())
        actions.start(contract=self.contract, by=None)


def decision(remark=""):
    return {"decided_on": timezone.localdate(), "case_number": "26/0042", "decision_remark": remark}


def hash_of(contract) -> str:
    """The hash that a signature is put under; something made up where nothing was sent."""
    return contract.round.unsigned_file.sha256 if contract.round else "f" * 64


def last_event(contract) -> Event:
    return Event.objects.about(contract).first()


def mails(name):
    """The mails of one kind, oldest first."""
    return Message.objects.filter(template=f"contracts/{name}").order_by("id")


def address(contract, page="") -> str:
    return f"/fjord/kontrakter/{contract.pk}/{page}"


def open_round(contract, file, **people) -> SigningRound:
    """A round under way of a contract that was put into its state by hand; `people`: role = (user, name, email)."""
    now = timezone.now()
    contract.round = SigningRound.objects.create(
        office_id=contract.office_id, contract=contract, number=1, code=rounds.new_code(), unsigned_file=file,
        sent_at=now,
    )  # fmt: skip
    contract.save(update_fields=["round"])
    for role, (user, name, email) in people.items():
        Party.objects.create(
            office_id=contract.office_id, contract=contract, round=contract.round, role=role, user=user, name=name,
            email=email, asked_at=now,
        )  # fmt: skip
    return contract.round
