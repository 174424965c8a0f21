"""Does a contract come from draft to in force, or back to be corrected, with everybody at a browser of their own?"""

import pytest
from playwright.sync_api import expect

from contracts.models import SigningRound
from contracts.states import ContractState as S
from contracts.states import RoundState
from tests.journeys import papers
from tests.journeys.papers import ADVISOR, APPRENTICE, GUEST, PHONE, SUPERVISOR, state_of
from tests.journeys.people import assert_pdf, link_in_mail, nb

# What each type asks for beside the rest: candidate type, papers the county demands, own aims, period.
TYPES = {
    "training": ("training_candidate", ["own_plan"], ["T1", "T3"], {}),
    "practice": ("practice_candidate", [], [], {}),
    "on_the_job": ("on_the_job", ["employer", "prior_learning"], [], {"practice_before_months": 36}),
}


@pytest.mark.slow
def test_apprentice_contract_from_draft_to_in_force(world, somebody):
    here = world.here
    with here.scope():
        papers.make_room(here, "apprentice")
    advisor, supervisor, apprentice = somebody(ADVISOR), somebody(SUPERVISOR), somebody(APPRENTICE)
    supervisor.page.set_viewport_size(PHONE)
    apprentice.page.set_viewport_size(PHONE)
    papers.write(advisor, here.rows.planned.pk, "apprentice")
    url = papers.send_out(advisor)
    assert advisor.sees(nb("With the parties for checking"))
    stands_in_the_list(apprentice, url)
    papers.check(apprentice, url)
    check_by_keyboard(supervisor, url)
    assert state_of(here, papers.id_in(url)) == S.WITH_PARTIES
    papers.sign(supervisor, url)
    stands_in_the_list(supervisor, url)
    papers.sign(apprentice, url)
    stands_in_the_list(advisor, url)
    papers.sign_for_office(advisor, url)
    assert advisor.sees(nb("Signed, to be sent to the county authority"))
    papers.through_the_county(advisor, url)
    assert_in_force(here, advisor, url)
    assert_in_force(here, apprentice, url)
    assert_in_force(here, supervisor, url)


def stands_in_the_list(person, url):
    """The contract stands in the person's list of contracts, and the page after login opens."""
    person.goto("/fjord/kontrakter/")
    assert person.page.locator(f"main a[href='{url}']").count() > 0
    person.goto("/fjord/")


def check_by_keyboard(person, url):
    """Without a mouse: to the page by its link, past what is read, to the button."""
    person.goto(url)
    press_at(person, "a[href$='/sjekk/']")
    person.page.wait_for_url("**/sjekk/")
    person.look()
    press_at(person, "main form[method=post] button[type=submit]")
    person.page.wait_for_url(f"**{url}")
    person.look()


def press_at(person, target):
    """Tab until the target has the focus, visibly, and Enter."""
    for _key in range(80):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("target => document.activeElement.matches(target)", target):
            break
    else:
        raise AssertionError(f"Tab never comes to {target}")
    shown = person.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert shown != "none", "one must see where the keyboard is"
    person.page.keyboard.press("Enter")


def assert_in_force(here, person, url):
    """All tabs of the contract open, and its signed PDF."""
    assert state_of(here, papers.id_in(url)) == S.ACTIVE
    person.goto(url)
    assert person.sees(nb("In force"))
    assert_pdf(person.page, f"{url}kontrakt.pdf")
    tabs = [tab.get_attribute("href") for tab in person.page.locator("nav.recordtabs a").all()]
    assert len(tabs) > 2
    for tab in tabs:
        person.goto(tab)
        expect(person.page.locator("nav.recordtabs a[aria-current=page]")).to_have_attribute("href", tab)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
def test_other_types_from_draft_to_in_force(world, somebody, kind):
    here = world.here
    candidate_type, needed, aims, period = TYPES[kind]
    with here.scope():
        papers.make_room(here, candidate_type)
    advisor = somebody(ADVISOR)
    papers.write(advisor, here.rows.planned.pk, kind, needed, aims, **period)
    url = papers.send_out(advisor)
    with here.scope():
        papers.walk_on(here, papers.id_in(url), S.SIGNED)
    papers.through_the_county(advisor, url)
    assert_in_force(here, advisor, url)
    assert advisor.page.request.get(f"{url}til-signering.pdf").status == 200


@pytest.mark.slow
def test_what_is_not_right_comes_back_and_is_sent_anew(world, somebody):
    """The supervisor has no login, and says by the link what is wrong; then all confirm what was corrected."""
    here = world.here
    with here.scope():
        papers.make_room(here, "apprentice")
        papers.give_a_supervisor_without_login(here)
    advisor, guest, apprentice = somebody(ADVISOR), somebody(), somebody(APPRENTICE)
    guest.page.set_viewport_size(PHONE)
    papers.write(advisor, here.rows.planned.pk, "apprentice")
    url = papers.send_out(advisor)
    enter(guest)
    guest.follow("/ikke-riktig/")
    guest.answer(comment="Stillingen er 80 prosent")
    assert guest.sees(nb("Thank you. The training office is told."))
    correct(advisor, url)
    assert papers.send_out(advisor) == url
    advisor.goto("/fjord/")
    assert "Stillingen er 80 prosent" not in advisor.text, "dealt with"

    papers.check(apprentice, url)
    enter(guest)
    assert guest.sees("80 ")
    guest.send()
    assert guest.sees(nb("Thank you. You have confirmed what it says."))
    assert state_of(here, papers.id_in(url)) == S.WITH_PARTIES
    look_at_the_chain(advisor, url)
    assert advisor.sees("Stillingen er 80 prosent", nb("Said not to be right"), nb("The chain is whole"))
    look_at_the_chain(apprentice, url)
    assert "Stillingen er 80 prosent" not in apprentice.page.content(), "it goes to the office alone"


def look_at_the_chain(person, url):
    """All that has happened in each round, step by step."""
    person.goto(f"{url}signering/")
    for steps in person.page.locator("main details > summary").all():
        steps.click()
    person.look()


def enter(guest) -> str:
    """By the newest link in the mail, and its code; the link."""
    link = link_in_mail(GUEST, papers.LINK)
    papers.enter_by_code(guest, link, GUEST)
    return link


def correct(advisor, url):
    """From the task on the page of the day to the comment, and to the step where it is mended."""
    advisor.goto("/fjord/")
    task = advisor.page.locator("main a", has_text="Siv Leder").first
    with advisor.page.expect_navigation():
        task.click()
    advisor.look()
    assert advisor.sees("Stillingen er 80 prosent")
    advisor.goto(url)
    assert advisor.sees("Stillingen er 80 prosent")
    advisor.goto(f"{url}steg/arbeid/")
    assert advisor.sees("Stillingen er 80 prosent")
    advisor.answer(position_percent=80)
    advisor.follow("/steg/kontroll/")


@pytest.mark.slow
def test_declined_signature_has_a_reason_and_stops_the_others(world, somebody, complaints):
    here = world.here
    with here.scope():
        contract = papers.road_of(here).to(S.WITH_PARTIES)
    url, reason = papers.address(contract), "Jeg har fått plass i en annen bedrift"
    apprentice, supervisor, advisor = somebody(APPRENTICE), somebody(SUPERVISOR), somebody(ADVISOR)
    papers.sign(supervisor, url)
    apprentice.page.set_viewport_size(PHONE)
    apprentice.goto(f"{url}signer/")
    apprentice.follow("/avsla/")
    decline = apprentice.path
    unsaid = apprentice.page.locator("main form[method=post] button[type=submit]")
    with apprentice.page.expect_navigation() as answered:
        unsaid.click()
    assert answered.value.status == 422
    complaints.clear()  # the browser reports it
    apprentice.answer(reason=reason)
    assert apprentice.path != decline
    with here.scope():
        closed = SigningRound.objects.get(contract=contract)
    assert (closed.state, closed.close_reason) == (RoundState.DECLINED, reason)
    assert state_of(here, contract.pk) == S.DRAFT
    advisor.goto(url)
    assert advisor.sees(reason)
    told = papers.mail_to(SUPERVISOR)
    assert reason not in told.body, "why, goes to the office alone"
    assert supervisor.page.request.get(url).status == 404, "a draft is the office's alone"
