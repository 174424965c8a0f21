"""Is a change of a contract signed by link, by the one who shall supervise from now on and by a guardian?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import CloseContact
from contracts.actions import rounds
from contracts.amending.kinds import Kind
from contracts.models import Amendment, Party
from contracts.signing.links import Phase, phase_of
from contracts.signing.signers import signers_of
from contracts.states import AmendmentState as S
from okportal.permissions import Role
from tests.contracts.amending.changes import HOW, Changes, new_supervisor
from tests.contracts.links.conftest import token_in
from tests.contracts.stages import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(here):
    return Changes(here)


@pytest.fixture
def guest(visitor):
    """`guest(address)`: in a browser of their own, by the link of the newest mail that asks them to sign."""
    return lambda address: visitor(token_in(mails("sign_request").filter(to_email=address).last()))


def party_of(row, role) -> Party:
    return Party.objects.select_related("round__unsigned_file", "round__amendment").get(
        round__amendment=row, role=role
    )  # fmt: skip


def test_the_new_supervisor_reads_the_change_and_signs_it(changes, guest, here):
    person = new_supervisor(here)  # has no login
    row = changes.to(S.SIGNING, changes.draft(Kind.SUPERVISOR, signers=["company", "office"]))
    came = guest(person.email)
    assert person.name not in came.get().text, "nothing before the code"
    came.come_in()
    page = came.get().text
    assert person.name in page and "Fjord Lærling" in page
    assert came.get("kontrakt.pdf").content.startswith(b"%PDF")
    assert came.post(step="confirm").status_code == 200, "a change is not checked first"
    assert party_of(row, "company").confirmed_at is None
    sha256 = party_of(row, "company").round.unsigned_file.sha256
    assert came.post(step="sign", sha256=sha256, has_read="on").status_code == 302
    signed = party_of(row, "company")
    assert (signed.signed_sha256, signed.name, signed.user_id) == (sha256, person.name, None)
    assert Amendment.objects.get(pk=row.pk).state == S.SIGNING, "the office has not signed yet"
    rounds.sign(party=party_of(row, "office"), sha256=sha256, how=HOW, by=changes.advisor)
    assert Amendment.objects.get(pk=row.pk).state == S.SIGNED


def test_declining_a_change_leaves_the_contract_in_force(changes, guest, here):
    row = changes.to(S.SIGNING, changes.draft(Kind.SUPERVISOR, signers=["company", "office"]))
    came = guest(new_supervisor(here).email)
    came.come_in()
    came.post("ikke-riktig/", reason="Jeg har ikke tid")
    row, contract = Amendment.objects.get(pk=row.pk), changes.contract
    assert (row.state, contract.state) == (S.DRAFT, "active")
    assert contract.apprenticeship.supervisor == here.rows.training_supervisor


def test_the_guardian_signs_the_change_of_a_child(changes, guest, here, rule):
    rule.guardian_place = 1
    rule.save()
    apprentice = here.rows.apprentice
    apprentice.birth_date = timezone.localdate() - timedelta(days=17 * 365)
    apprentice.save()
    CloseContact.objects.create(
        office=here.office, apprentice=apprentice, kind=CloseContact.Kind.GUARDIAN, name="Mor", email="mor@heim.example"
    )
    proposed = [party.role for party in signers_of(changes.contract, timezone.localdate())]
    assert proposed == ["apprentice", "guardian", "company", "office"]
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION, signers=proposed))
    for role in (Role.APPRENTICE, Role.TRAINING_SUPERVISOR):
        party = party_of(row, {Role.APPRENTICE: "apprentice"}.get(role, "company"))
        rounds.sign(party=party, sha256=party.round.unsigned_file.sha256, how=HOW, by=here.member(role))
    guardian = party_of(row, "guardian")
    assert phase_of(guardian) == Phase.SIGN
    assert party_of(row, "office").asked_at is None, "the office signs when all others have"
    came = guest("mor@heim.example")
    came.come_in()
    came.post(step="sign", sha256=guardian.round.unsigned_file.sha256, has_read="on")
    assert party_of(row, "guardian").signed_at
    assert party_of(row, "office").asked_at
