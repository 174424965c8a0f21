"""What is said about a document that was sent before an upgrade, and how does it get signed all the same?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts import actions
from contracts.actions import amending, rounds
from contracts.actions.links import make_link
from contracts.amending.kinds import Kind
from contracts.amending.pdf import amendment_data
from contracts.models import Amendment, Contract
from contracts.paper.content import contract_data
from contracts.signing.signers import signers_of
from contracts.states import AmendmentState, ContractState
from okportal.errors import Refused
from okportal.permissions import Role
from tests.contracts.amending.changes import Changes, fresh
from tests.contracts.links.conftest import Visitor
from tests.contracts.stages import address
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
SAID = "sent before the portal was renewed"


def loaded(contract) -> Contract:
    return Contract.objects.with_people().select_related("office").get(pk=contract.pk)


def sent_as_of_old(contract, content, by, kind="contract_unsigned", **facts):
    """A round as an earlier version of the portal left it."""
    del content["format"]
    content.pop("changes", None)
    today = timezone.localdate()
    return rounds.open_round(
        contract=contract, content=content, pdf=b"%PDF-1.4 gammel", file_name="gammel.pdf", file_kind=kind,
        parties=signers_of(contract, today), sign_by_on=today + timedelta(days=14), by=by, **facts,
    )  # fmt: skip


@pytest.fixture
def old(draft, advisor):
    contract = loaded(draft)
    contract.state = ContractState.WITH_PARTIES
    contract.save(update_fields=["state"])
    return sent_as_of_old(contract, contract_data(contract), advisor)


@pytest.fixture
def old_change(here, advisor):
    row = Changes(here).draft(Kind.EXTENSION)
    Amendment.objects.filter(pk=row.pk).update(state=AmendmentState.SIGNING)
    row, contract = fresh(row), loaded(row.contract)
    row.contract = contract
    return sent_as_of_old(contract, amendment_data(row, contract), advisor, "amendment_unsigned", amendment=row)


def signature(round):
    return {"sha256": round.unsigned_file.sha256, "has_read": "on", "password": PASSWORD}


def test_signing_is_refused_with_a_sentence_and_a_way_out(old, old_change, here, advisor):
    for round in (old, old_change):
        for role, by, way_out in (
            ("apprentice", here.member(Role.APPRENTICE), "Tell the office"), ("office", advisor, "Take it back"),
        ):  # fmt: skip
            round.parties.update(asked_at=timezone.now())
            if round == old and role == "office":
                Contract.objects.filter(pk=round.contract_id).update(state=ContractState.WITH_OFFICE)
            party = round.parties.get(role=role)
            with pytest.raises(Refused, match=SAID) as refused:
                rounds.sign(party=party, sha256=round.unsigned_file.sha256, how="x", by=by)
            assert way_out in refused.value.way_out


def test_the_pages_say_so(old, old_change, browse):
    client = browse(Role.APPRENTICE)
    for page, round in ((address(old.contract, "signer/"), old),
                        (f"/fjord/kontrakter/runder/{old_change.pk}/signer/", old_change)):  # fmt: skip
        assert client.get(page).status_code == 200
        answer = client.post(page, signature(round))
        assert answer.status_code == 422
        assert SAID in answer.text and "Tell the office" in answer.text
        office = browse(Role.ADVISOR).get(address(round.contract, "signering/"))
        assert SAID in office.text and "Take it back to draft" in office.text
    assert SAID in client.get(address(old.contract, "signering/")).text
    detail = browse(Role.ADVISOR).get(fresh(old_change.amendment).get_absolute_url())
    assert detail.status_code == 200


def test_by_link_as_well(old, here):
    guest = Visitor(here, make_link(party=old.parties.get(role="apprentice"), by=None))
    guest.come_in()
    answer = guest.post(step="sign", **signature(old))
    assert answer.status_code == 422 and "Dette ble sendt før portalen ble fornyet" in answer.text


def test_taken_back_and_sent_again_it_is_signed(old, old_change, here, advisor):
    contract = actions.take_back(contract=old.contract, reason="Sendes på nytt", by=advisor)
    contract = actions.send(contract=contract, version=contract.version, by=advisor)
    assert contract.state == ContractState.CHECKING
    changes = Changes(here)
    row = amending.take_back_amendment(amendment=old_change.amendment, reason="Sendes på nytt", by=advisor)
    assert changes.to(AmendmentState.SIGNED, row).state == AmendmentState.SIGNED
