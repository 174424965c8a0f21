"""How does a test take a change of the running contract to any state, by the actions themselves?"""

from datetime import timedelta

from django.utils import timezone

from companies.models import CompanyPerson, Establishment
from contracts import aims
from contracts.actions import amending, amending_county, applying, rounds
from contracts.amending.kinds import Kind
from contracts.models import Amendment, Contract, Party
from contracts.states import AmendmentState as S
from contracts.states import RoundState
from okportal.curricula.models import Curriculum, Trade
from okportal.documents.actions import read
from okportal.permissions import Role

HOW = "Innlogget med passord"
A_DAY = timedelta(days=1)
EVERYBODY = ["apprentice", "company", "office"]
ROLES = {Party.Role.APPRENTICE: Role.APPRENTICE, Party.Role.COMPANY: Role.TRAINING_SUPERVISOR}


class Changes:
    """Of one contract in force; `office` is a Cast of tests.world, entered."""

    def __init__(self, office):
        self.office, self.today = office, timezone.localdate()
        self.advisor = office.member(Role.ADVISOR)

    @property
    def contract(self) -> Contract:
        return Contract.objects.with_people().get(pk=self.office.rows.contract.pk)

    def answers(self, kind, **others) -> dict:
        """What is typed for a change of this kind that lacks nothing and begins today."""
        common = {"from_on": self.today, "reason": "Avtalt", "signers": EVERYBODY, "needs_consent": True}
        return common | getattr(self, f"_{kind}")() | others

    def draft(self, kind, **others) -> Amendment:
        return amending.draft_amendment(
            contract=self.contract, kind=kind, by=self.advisor, **self.answers(kind, **others)
        )

    def in_force(self, kind, **others) -> Amendment:
        """Without signatures and consent, so that only the rules of coming into force are met."""
        row = self.draft(kind, signers=[], needs_consent=False, **others)
        return self.settle(row)

    def settle(self, row) -> Amendment:
        return amending.settle_amendment(amendment=row, version=row.version, by=self.advisor)

    def to(self, state, row) -> Amendment:
        """From a draft to `state`, with all signatures and the county's consent."""
        order = [S.DRAFT, S.SIGNING, S.SIGNED, S.AT_COUNTY, S.AGREED]
        if state == S.IN_FORCE:
            self.to(S.AT_COUNTY, row)
            return self.consent(row)
        if state == S.REFUSED:
            self.to(S.AT_COUNTY, row)
            return amending_county.refuse_consent(amendment=row, **decision("For kort tid"), by=self.advisor)
        if state == S.WITHDRAWN:
            return amending.withdraw_amendment(amendment=row, reason="Ombestemt", by=self.advisor)
        for step in order[1 : order.index(state) + 1]:
            getattr(self, f"_to_{step}")(row)
        return fresh(row)

    def consent(self, row) -> Amendment:
        return amending_county.consent(amendment=row, **decision(), by=self.advisor)

    def apply(self, row) -> Amendment:
        return applying.apply(amendment=row, by=self.advisor)

    def sign_all(self, row):
        round = row.rounds.get(state=RoundState.OPEN)
        sha256 = round.unsigned_file.sha256
        for party in round.parties.order_by("place", "pk"):
            party.refresh_from_db()
            by = self.office.member(ROLES[party.role]) if party.role in ROLES else self.advisor
            if party.user_id is None and party.role in ROLES:
                by = None  # by link
            rounds.sign(party=party, sha256=sha256, how=HOW, by=by)

    def _to_signing(self, row):
        amending.send_amendment(amendment=row, version=fresh(row).version, by=self.advisor)

    def _to_signed(self, row):
        self.sign_all(row)

    def _to_at_county(self, row):
        amending_county.send_amendment_to_county(amendment=row, sent_on=self.today, by=self.advisor)

    def _to_agreed(self, row):
        self.consent(row)

    def _extension(self):
        return {"days": 30}

    def _interruption(self):
        return {"absence": "leave", "to_on": self.today + 59 * A_DAY}

    def _resumption(self):
        return {}

    def _part_time(self):
        return {"percent": 50}

    def _workplace(self):
        place = Establishment.objects.create(
            office=self.office.office, company=self.office.rows.company, name=f"{self.office.mark} avdeling vest"
        )
        return {"new_establishment": place}

    def _supervisor(self):
        return {"new_supervisor": new_supervisor(self.office)}

    def _trade(self):
        return {"new_trade": other_trade()}

    def _type(self):
        known = [code for code, _text in aims.choices(self.contract)]
        return {"new_kind": "training", "new_aim_codes": [code for code in known if code in ("T1", "T3")]}


KINDS = [kind for kind in Kind if kind != Kind.RESUMPTION]  # which needs an interruption before it


def new_supervisor(office) -> CompanyPerson:
    name = f"{office.mark} Ny Leder"
    person, _new = CompanyPerson.objects.get_or_create(
        office=office.office, company=office.rows.company, name=name, email=f"ny-leder@{office.office.slug}.example",
        role=CompanyPerson.Role.TRAINING_SUPERVISOR, from_on=timezone.localdate() - 10 * A_DAY,
    )  # fmt: skip
    return person


def other_trade() -> Trade:
    trade, _new = Trade.objects.get_or_create(
        code="HSHEA3----", defaults={"name": "Helsearbeiderfaget", "subject_code": "HEA3004", "months": 24}
    )
    Curriculum.objects.get_or_create(
        code="TEST-HEA",
        defaults={"trade": trade, "title": "Plan", "language": "nob", "valid_from": timezone.localdate() - 900 * A_DAY},
    )
    return trade


def decision(remark="") -> dict:
    return {"decided_on": timezone.localdate(), "case_number": "26/0099", "decision_remark": remark}


def fresh(row) -> Amendment:
    return Amendment.objects.get(pk=row.pk)


def paper_of(row) -> bytes:
    round = row.rounds.select_related("signed_file", "unsigned_file").first()
    return read(round.signed_file or round.unsigned_file)
