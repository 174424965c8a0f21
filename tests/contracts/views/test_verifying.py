"""What does somebody without login see of a paper, and what not?"""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contracts.models import Contract
from okportal.documents.actions import read
from okportal.documents.models import StoredFile
from okportal.permissions import Role
from tests.contracts.papers import sent_round, signed_round


@pytest.fixture(autouse=True)
def _nobody_has_asked():
    cache.clear()


@pytest.fixture
def anyone():
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def signed(world):
    with world.here.scope():
        return signed_round(world.here)


@pytest.fixture
def parties(world, signed):
    with world.here.scope():
        return list(signed.parties.all())


@pytest.fixture
def paper(world, signed):
    with world.here.scope():
        return read(signed.signed_file)


def upload(client, cast, content, name="kontrakt.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(cast.url("kontroller/"), {"fil": file})


def test_code_is_looked_up_without_login(world, anyone, signed, parties):
    answer = anyone.get(world.here.url("kontroller/"), {"kode": signed.code.lower().replace("-", " ")})
    assert answer.status_code == 302
    assert answer["Location"] == world.here.url(f"kontroller/{signed.code}/")
    page = anyone.get(answer["Location"])
    assert page.status_code == 200
    text = page.content.decode()
    assert "The code is ours" in text
    assert signed.contract.number in text
    assert all(party.name in text for party in parties)


def test_what_is_taken_back_after_all_have_signed_does_not_hold(world, anyone, signed):
    with world.here.scope():
        Contract.objects.filter(pk=signed.contract_id).update(state="draft")
    page = anyone.get(world.here.url(f"kontroller/{signed.code}/")).content.decode()
    assert "Genuine, but taken back" in page
    assert "Does not hold" in page
    assert "this version does not apply" in page
    assert "Something newer applies" not in page


def test_genuine_file_is_told_so_and_not_kept(world, anyone, paper):
    with world.here.scope():
        before = StoredFile.objects.count()
    page = upload(anyone, world.here, paper)
    assert page.status_code == 200
    assert "Genuine" in page.content.decode()
    assert "byte for byte" in page.content.decode()
    with world.here.scope():
        assert StoredFile.objects.count() == before


def test_changed_file_is_told_so(world, anyone, paper):
    page = upload(anyone, world.here, paper + b"\n% mer")
    assert "The file has been changed" in page.content.decode()


def test_page_holds_nothing_that_the_paper_does_not(world, anyone, signed, parties):
    text = anyone.get(world.here.url(f"kontroller/{signed.code}/")).content.decode()
    apprentice = signed.contract.apprenticeship.apprentice
    birth = apprentice.birth_date
    for hidden in (
        apprentice.national_id, f"{birth:%d%m%y}", f"{birth:%d.%m.%Y}", apprentice.email, apprentice.phone,
        apprentice.address, signed.contract.remarks, f"/kontrakter/{signed.contract_id}/",
    ):  # fmt: skip
        assert hidden
        assert hidden not in text
    assert not any(party.email in text for party in parties)
    assert "Canary" not in text


def test_page_tells_no_status(world, anyone, signed):
    """Whether training was broken off is not on the paper."""
    with world.here.scope():
        state = str(signed.contract.get_state_display())
    assert state not in anyone.get(world.here.url(f"kontroller/{signed.code}/")).content.decode()


def test_round_not_signed_shows_no_names(world, anyone):
    with world.here.scope():
        round = sent_round(world.here)
        names = [party.name for party in round.parties.all()]
    text = anyone.get(world.here.url(f"kontroller/{round.code}/")).content.decode()
    assert "Not signed by all yet" in text
    assert not any(name in text for name in names)


@pytest.mark.parametrize("code", ["0000-0000-0000", "tull", "x" * 200, "7K3M-X0QA-94TZ%00", "æøå", "..%2f..%2f"])
def test_unknown_codes_all_look_the_same(world, anyone, code):
    page = anyone.get(world.here.url(f"kontroller/{code}/"))
    assert page.status_code == 404


def test_another_offices_code_and_file_look_like_unknown_ones(world, anyone):
    with world.there.scope():
        foreign = signed_round(world.there, code="BBBB-BBBB-BBBB")
        content = read(foreign.signed_file)
    theirs = anyone.get(world.here.url("kontroller/BBBB-BBBB-BBBB/"))
    nobodys = anyone.get(world.here.url("kontroller/CCCC-CCCC-CCCC/"))
    assert theirs.status_code == nobodys.status_code == 404
    assert _bare(theirs, "BBBB") == _bare(nobodys, "CCCC")
    page = upload(anyone, world.here, content).content.decode()
    assert "We do not recognise this" in page
    assert "Canary" not in page


def _bare(page, letters) -> str:
    """Without what differs by itself: the address asked, and the token against forged forms."""
    text = page.content.decode().replace(letters, "")
    return "".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line)


@pytest.mark.parametrize("typed", ["", "abc", "7K3M-X0QA-94TZ-77", "x" * 5000])
def test_code_that_cannot_be_one_is_said_in_the_form(world, anyone, typed):
    assert anyone.get(world.here.url("kontroller/"), {"kode": typed}).status_code == 422


@pytest.mark.parametrize("content", [b"", b"%PDF", b"\0" * 10_000, b"stream\n" * 1000])
def test_rubbish_is_answered(world, anyone, content):
    page = upload(anyone, world.here, content)
    assert page.status_code == 200
    assert "We do not recognise this" in page.content.decode()


def test_file_that_is_too_large_or_missing_is_said_in_the_form(world, anyone):
    assert upload(anyone, world.here, b"0" * 10_000_001).status_code == 422
    assert anyone.post(world.here.url("kontroller/")).status_code == 422


def test_too_many_questions_wait(world, anyone, signed, settings):
    settings.VERIFY_MOST_QUESTIONS = 5
    address = world.here.url(f"kontroller/{signed.code}/")
    for _number in range(5):
        assert anyone.get(address).status_code == 200
    page = anyone.get(address)
    assert page.status_code == 429
    assert page["Retry-After"] == "600"
    assert upload(anyone, world.here, b"%PDF").status_code == 429
    assert anyone.get(world.here.url("kontroller/")).status_code == 200  # the form itself asks nothing
    assert anyone.get(address, REMOTE_ADDR="10.9.8.7").status_code == 200


def test_who_is_signed_in_sees_no_more(world, signed):
    address = world.here.url(f"kontroller/{signed.code}/")
    for role in (Role.ADMINISTRATOR, Role.APPRENTICE):
        text = world.here.client(role).get(address).content.decode()
        assert signed.contract.apprenticeship.apprentice.email not in text
