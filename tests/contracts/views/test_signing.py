"""Can a party check, flag, sign and decline on their phone, and does everybody read of a round what is theirs?"""

import pytest

from contracts.actions import rounds
from contracts.states import ContractState as S
from contracts.states import RoundState
from okportal.permissions import Role
from tests.contracts.stages import address, mails


def round_address(contract, page) -> str:
    return f"/fjord/kontrakter/runder/{contract.round_id}/{page}"


def test_the_apprentice_sees_their_own_part_and_confirms_once(road, browse):
    contract, client = road.to(S.CHECKING), browse(Role.APPRENTICE)
    page = client.get(address(contract, "sjekk/")).content.decode()
    assert here_in(page, "Fjordstien 3", "Fjord avdeling sør", contract.apprenticeship.trade.name)
    assert client.post(address(contract, "sjekk/"), {"sent": "1"}).url == address(contract)
    assert road.party("apprentice").confirmed_at
    assert client.get(address(contract, "sjekk/")).url == address(contract)


def test_the_company_sees_its_own_part_and_not_where_the_apprentice_lives(road, browse):
    contract = road.to(S.CHECKING)
    page = browse(Role.TRAINING_SUPERVISOR).get(address(contract, "sjekk/")).content.decode()
    assert here_in(page, contract.whose.company.name, "Fjord Training_Supervisor")
    assert "Fjordstien 3" not in page


def test_look_ups_write_nothing(road, browse):
    contract, client = road.to(S.CHECKING), browse(Role.APPRENTICE)
    for page in (address(contract, "sjekk/"), round_address(contract, "ikke-riktig/"), address(contract, "signering/")):
        assert client.get(page).status_code == 200
    assert road.party("apprentice").confirmed_at is None
    assert contract.round.events.count() == 1


def test_not_right_needs_a_word_and_shows_it_on_the_draft_until_it_is_sent_again(road, browse):
    contract, client = road.to(S.CHECKING), browse(Role.APPRENTICE)
    assert client.post(round_address(contract, "ikke-riktig/"), {"comment": ""}).status_code == 422
    client.post(round_address(contract, "ikke-riktig/"), {"comment": "Feil lønn"})
    assert (road.fresh().state, road.contract.round.state) == (S.DRAFT, RoundState.FLAGGED)
    advisor = browse(Role.ADVISOR)
    for page in ("", "signering/"):
        assert "Feil lønn" in advisor.get(address(contract, page)).content.decode()
    road.to(S.CHECKING)
    assert "Feil lønn" not in advisor.get(address(contract)).content.decode()
    history = advisor.get(address(contract, "signering/")).content.decode()
    assert here_in(history, "Round 2", "Round 1", "Feil lønn")


def test_decline_by_its_page(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.TRAINING_SUPERVISOR)
    assert client.get(round_address(contract, "avsla/")).status_code == 200
    assert client.post(round_address(contract, "avsla/"), {"reason": ""}).status_code == 422
    assert client.post(round_address(contract, "avsla/"), {"reason": "Nei"}).url == "/fjord/kontrakter/"
    assert road.fresh().round.state == RoundState.DECLINED
    assert client.post(round_address(contract, "avsla/"), {"reason": "Nei"}).status_code in {302, 404}


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.ADVISOR, Role.INSTRUCTOR, Role.READER])
def test_pages_of_a_party_do_not_exist_for_others(road, browse, role):
    contract, client = road.to(S.CHECKING), browse(role)
    own = ("ikke-riktig/", "avsla/")
    for page in (address(contract, "sjekk/"), *(round_address(contract, name) for name in own)):
        assert client.get(page).status_code == 404, page
        assert client.post(page, {"comment": "x", "reason": "x"}).status_code == 404, page
    assert road.fresh().state == S.CHECKING


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.READER, Role.COMPANY_CONTACT])
def test_only_the_office_reminds_and_prolongs(road, browse, role):
    contract, client = road.to(S.CHECKING), browse(role)
    for page in ("minn-om/", "frist/"):
        assert client.post(round_address(contract, page), {}).status_code == 404
    assert not mails("reminder").exists()


def test_pages_of_a_round_of_the_other_office_do_not_exist(world, here, browse):
    theirs = world.there.rows.round
    client = browse(Role.ADVISOR)
    for page in ("signer/", "ikke-riktig/", "avsla/", "dokument.pdf", "signert.pdf", "frist/"):
        assert client.get(f"/fjord/kontrakter/runder/{theirs.pk}/{page}").status_code == 404, page


def test_the_office_reminds_and_gives_more_time(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.ADVISOR)
    assert client.post(round_address(contract, "minn-om/")).url == address(contract, "signering/")
    assert client.post(round_address(contract, "minn-om/")).status_code == 302
    assert mails("reminder").count() == 2
    assert client.get(round_address(contract, "frist/")).status_code == 200
    too_early = client.post(round_address(contract, "frist/"), {"sign_by_on": "2020-01-01"})
    assert too_early.status_code == 422
    client.post(round_address(contract, "frist/"), {"sign_by_on": "2099-01-01"})
    assert road.fresh().round.sign_by_on.year == 2099


def test_a_party_reads_what_others_did_but_not_what_they_wrote(road, browse, member):
    contract = road.to(S.WITH_PARTIES)
    rounds.decline(party=road.party("company"), reason="Hemmelig grunn", by=member(Role.TRAINING_SUPERVISOR))
    contract = road.to(S.SIGNED)
    shown = browse(Role.APPRENTICE).get(address(contract, "signering/")).content.decode()
    assert here_in(shown, "Declined to sign", "Signed", contract.round.code)
    assert "Hemmelig grunn" not in shown
    assert "Remind now" not in shown
    assert "Hemmelig grunn" in browse(Role.TRAINING_SUPERVISOR).get(address(contract, "signering/")).content.decode()
    assert "The chain is whole" in browse(Role.ADVISOR).get(address(contract, "signering/")).content.decode()


def test_who_signs_no_round_sees_none(road, browse):
    contract = road.to(S.WITH_PARTIES)
    shown = browse(Role.COMPANY_CONTACT).get(address(contract, "signering/"))
    assert shown.context["rounds"] == []


def test_papers_of_a_round_are_for_its_signers_and_the_office(road, browse):
    contract = road.to(S.SIGNED)
    for page in ("dokument.pdf", "signert.pdf"):
        for role in (Role.APPRENTICE, Role.READER):
            assert browse(role).get(round_address(contract, page))["Content-Type"] == "application/pdf"
        assert browse(Role.COMPANY_CONTACT).get(round_address(contract, page)).status_code == 404


def test_what_waits_for_a_person_stands_on_their_front_page(road, browse, here):
    contract = road.to(S.CHECKING)
    check, sign = address(contract, "sjekk/"), address(contract, "signer/")
    for role, page in ((Role.APPRENTICE, "min-opplaering/"), (Role.TRAINING_SUPERVISOR, "mine-laerlinger/")):
        shown = browse(role).get(here.url(page)).content.decode()
        assert check in shown and sign not in shown
    road.to(S.WITH_PARTIES)
    for role, page in ((Role.APPRENTICE, "min-opplaering/"), (Role.TRAINING_SUPERVISOR, "mine-laerlinger/")):
        shown = browse(role).get(here.url(page)).content.decode()
        assert sign in shown and check not in shown
    road.to(S.WITH_OFFICE)
    assert sign not in browse(Role.APPRENTICE).get(here.url("min-opplaering/")).content.decode()


def here_in(page, *words) -> bool:
    return all(word in page for word in words)
