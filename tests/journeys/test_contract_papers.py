"""Does a link open its door once, and does anybody learn whether a paper is genuine?"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from contracts.actions import rounds
from contracts.amending.kinds import Kind
from contracts.models import Party, SigningLink, SigningRound
from contracts.states import ContractState as S
from okportal.documents.actions import read
from okportal.permissions import OFFICE_ROLES, Role
from tests.contracts.amending.changes import Changes
from tests.contracts.test_verifying import appended, flipped
from tests.journeys import papers
from tests.journeys.papers import GUEST, PHONE
from tests.journeys.people import a_file, link_in_mail, nb

# Who sees all of their company's.
LEADING = (Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR)
WITHOUT_CONTRACTS = (Role.INSTRUCTOR, Role.GUARDIAN)
VERIFY = "/fjord/kontroller/"


@pytest.fixture
def to_sign(world):
    """A contract that waits for the signature of a supervisor who has no login, and of the apprentice."""
    here = world.here
    with here.scope():
        papers.give_a_supervisor_without_login(here)
        contract = papers.road_of(here).to(S.CHECKING)
        for role, by in (("apprentice", here.member(Role.APPRENTICE)), ("company", None)):
            rounds.confirm(party=contract.round.parties.get(role=role), by=by)
    return contract


@pytest.mark.slow
def test_expired_link_gives_a_new_one_that_works_once(world, to_sign, somebody, complaints):
    guest, other = somebody(), somebody()
    guest.page.set_viewport_size(PHONE)
    old = link_in_mail(GUEST, papers.LINK)
    with world.here.scope():
        SigningLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    open_closed(guest, old, nb("This link has expired"), complaints)
    guest.send()
    assert guest.sees(nb("Look in your mailbox"))
    new = link_in_mail(GUEST, papers.LINK)
    assert new != old
    open_closed(guest, old, nb("You have got a newer link"), complaints)

    papers.enter_by_code(guest, new, GUEST)
    opened = guest.page.request.get(f"{new}kontrakt.pdf")
    assert opened.body().startswith(b"%PDF-")
    assert other.page.request.get(f"{new}kontrakt.pdf").status == 404, "the code was typed in another browser"
    guest.answer(has_read=True)
    assert guest.sees(nb("Thank you. Your signature is in place."))
    with world.here.scope():
        signed = Party.objects.get(round=to_sign.round_id, role="company")
    assert signed.signed_sha256 == to_sign.round.unsigned_file.sha256
    open_closed(other, new, nb("This link has been used"), complaints)
    assert "Lærling" not in other.text


def open_closed(guest, link, words, complaints):
    assert guest.page.goto(link).status == 410
    complaints.clear()  # the browser reports it
    guest.look()
    assert guest.sees(words)


@pytest.mark.slow
def test_wrong_codes_close_the_link(world, to_sign, somebody, complaints):
    guest = somebody()
    guest.goto(link_in_mail(GUEST, papers.LINK))
    guest.send()
    right = papers.code_in_mail(GUEST)
    for tries_left in (4, 3, 2, 1, 0):
        guest.page.locator("[name=code]").fill(f"{(int(right) + 1) % 10**6:06}")
        with guest.page.expect_navigation() as answered:
            guest.page.locator("button[value=code]").click()
        assert answered.value.status == (422 if tries_left else 410)
        guest.look()
    complaints.clear()  # the browser reports them
    assert guest.sees(nb("Too many wrong codes"))


@pytest.mark.slow
def test_anybody_learns_whether_a_paper_is_genuine(world, somebody):
    here, guest = world.here, somebody()
    cache.clear()  # nobody has asked yet
    with here.scope():
        road = papers.road_of(here)
        contract = road.to(S.ACTIVE)
        round = SigningRound.objects.select_related("signed_file").get(pk=contract.round_id)
        paper, number = read(round.signed_file), contract.number
    guest.page.set_viewport_size(PHONE)
    look_up(guest, round.code)
    assert guest.sees(nb("The code is ours"), number, "Fjord Lærling")
    upload(guest, paper)
    assert guest.sees(nb("Genuine"), nb("The file is byte for byte the one that was signed by all."))
    for change in (flipped, appended):
        upload(guest, change(paper))
        assert guest.sees(nb("The file has been changed"), nb("Do not trust it"))
    upload(guest, b"%PDF-1.7 noe annet")
    assert guest.sees(nb("We do not recognise this"))

    with here.scope():
        here.rows.contract = contract
        Changes(here).in_force(Kind.EXTENSION)
    look_up(guest, round.code)
    assert guest.sees(nb("Genuine, but out of date"))
    upload(guest, paper)
    assert guest.sees(nb("Genuine, but out of date"))


def look_up(guest, code):
    """As it is typed from a paper."""
    guest.goto(VERIFY)
    guest.page.locator("[name=kode]").fill(code.lower().replace("-", " "))
    with guest.page.expect_navigation():
        guest.page.locator("form[method=get] button[type=submit]").click()
    guest.look()
    assert guest.path == f"{VERIFY}{code}/"


def upload(guest, content):
    guest.goto(VERIFY)
    guest.answer(fil=a_file("kontrakt.pdf", content))


@pytest.mark.slow
def test_every_role_has_its_day_and_its_list_while_it_is_signed(world, somebody):
    here = world.here
    with here.scope():
        contract = papers.road_of(here).to(S.WITH_PARTIES)
    url = papers.address(contract)
    seeing, signing = set(), set()
    for role in Role:
        person = somebody(f"{role.value}@fjord.example")  # lands on the page of the day
        if role in WITHOUT_CONTRACTS:
            assert person.page.request.get("/fjord/kontrakter/").status == 404
            assert person.page.locator("a[href='/fjord/kontrakter/']").count() == 0
            continue
        person.goto("/fjord/kontrakter/")
        if person.page.locator(f"main a[href='{url}']").count():
            seeing.add(role)
            person.goto(url)
            signing |= {role} if person.page.locator(f"main a[href='{url}signer/']").count() else set()
    assert seeing == {*OFFICE_ROLES, *LEADING, Role.TRAINING_SUPERVISOR, Role.APPRENTICE}
    assert signing == {Role.TRAINING_SUPERVISOR, Role.APPRENTICE}
