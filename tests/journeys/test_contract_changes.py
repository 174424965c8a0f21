"""Is a contract in force changed, carried on in another company, and ended, as its pages lead one?"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from contracts.models import Amendment, Contract, Ending, Handover
from contracts.states import AmendmentState, ContractState, EndingState, HandoverState
from exams.models import Registration
from okportal.permissions import Role
from tests.contracts.handover.other import WORDS, Way, make_other
from tests.journeys import papers
from tests.journeys.papers import ADVISOR, APPRENTICE, PDF, PHONE, SUPERVISOR
from tests.journeys.people import a_file, assert_pdf, link_in_mail, nb

NEW_SUPERVISOR = "ny-training_supervisor@fjord.example"


@pytest.mark.slow
def test_interruption_is_tried_out_agreed_and_moves_the_end(world, somebody):
    here = world.here
    url, before = papers.address(here.rows.contract), here.rows.contract.end_on
    advisor = somebody(ADVISOR)
    advisor.goto(f"{url}hvorfor/")
    new_end = try_out(advisor)
    advisor.follow("/endringer/ny/")
    change = draft_interruption(advisor, new_end)
    advisor.follow(f"{change}send/")
    advisor.send()
    for email in (APPRENTICE, SUPERVISOR):
        sign_change(somebody(email), change)
    sign_change(advisor, change)
    consent(advisor, change)
    with here.scope():
        assert Amendment.objects.get().state == AmendmentState.IN_FORCE
        contract = Contract.objects.get(pk=here.rows.contract.pk)
        registration = Registration.objects.get(pk=here.rows.registration.pk)
    assert contract.end_on > before
    assert in_words(contract.end_on) == new_end
    assert registration.due_on > here.rows.registration.due_on
    assert_told(advisor, url, change, registration, new_end)


def try_out(advisor) -> str:
    """On the page that explains the last day; the day it would be, in words. Nothing is saved."""
    today = timezone.localdate()
    form = advisor.page.locator("main form[method=get]")
    form.locator("[name=what]").select_option("interruption")
    form.locator("[name=from_on]").fill(today.isoformat())
    form.locator("[name=to_on]").fill((today + timedelta(days=59)).isoformat())
    form.locator("button[type=submit]").click()
    heading = advisor.page.locator("#what-if h2")
    heading.wait_for()
    advisor.look()
    found = re.search(r"\d+\. \w+ \d{4}", heading.inner_text())
    assert found, heading.inner_text()
    return found.group(0)


def draft_interruption(advisor, new_end) -> str:
    """What was tried out stands in the form; its effects are shown before it is saved. The change's address."""
    assert advisor.path.endswith("/endringer/ny/avbrudd/")
    assert advisor.page.locator("[name=from_on]").input_value() == timezone.localdate().isoformat()
    advisor.answer(absence="leave", reason="Permisjon etter avtale")
    assert advisor.page.locator("#shown").inner_text().count(new_end)
    assert advisor.sees(nb("Registration for the test"))
    advisor.send()
    assert re.search(r"/endringer/\d+/$", advisor.path)
    return advisor.path


def sign_change(person, change):
    person.page.set_viewport_size(PHONE)
    person.goto(change)
    person.follow("/runder/")
    assert person.sees("Permisjon etter avtale")
    person.answer(has_read=True)
    assert person.path == change


def consent(advisor, change):
    today = timezone.localdate()
    advisor.goto(change)
    advisor.follow(f"{change}fylket/")
    advisor.answer(sent_on=today)
    advisor.follow(f"{change}vedtak/")
    advisor.answer(decision="agreed", decided_on=today, case_number="26/77", file=a_file("vedtak.pdf", PDF))
    assert advisor.sees("26/77", nb("In force"))


def assert_told(advisor, url, change, registration, new_end):
    """On the contract, on the page that explains, in the list of changes, at the test, and as the day before was."""
    assert_pdf(advisor.page, f"{change}endring.pdf")
    for page in (url, f"{url}hvorfor/"):
        advisor.goto(page)
        assert advisor.sees(new_end), page
    advisor.goto(f"{url}endringer/")
    assert advisor.sees("Fjord Lærling")
    yesterday = timezone.localdate() - timedelta(days=1)
    advisor.goto(f"{url}endringer/pa-dag/?dag={yesterday}")
    assert advisor.sees(new_end)  # beside what was then
    advisor.goto(f"/fjord/oppmelding/{registration.pk}/")
    assert advisor.sees(in_words(registration.due_on))


def in_words(day) -> str:
    with translation.override("nb"):
        return date_format(day, "DATE_FORMAT")


@pytest.mark.slow
def test_change_of_company_hands_over_file_and_access(world, somebody):
    here, today = world.here, timezone.localdate()
    with here.scope():
        other = make_other(here, today)
    url, file = papers.address(here.rows.contract), f"/fjord/laerlinger/{here.rows.apprenticeship.pk}/"
    advisor, old, new = somebody(ADVISOR), somebody(SUPERVISOR), somebody(NEW_SUPERVISOR)
    assert new.page.request.get(file).status == 404
    advisor.goto(url)
    advisor.follow("/bedriftsbytte/")
    advisor.answer(reason="moved", note="Flytter til Bergen")
    choose_company(advisor, other)
    write_assessment(advisor, old)
    handover = plan(advisor)
    old.goto(handover)
    assert "Flytter til Bergen" not in old.text
    assert_pdf(old.page, f"{handover}overlevering.pdf")
    with here.scope():  # signed by all and sent: that road is walked above
        Contract.objects.filter(pk=Handover.objects.get().new_contract_id).update(state=ContractState.AT_COUNTY)
    advisor.follow("/gjennomfor/")
    advisor.answer(is_county_told=True)
    with here.scope():
        row = Handover.objects.get()
    assert row.state == HandoverState.DONE
    assert papers.state_of(here, here.rows.contract.pk) == ContractState.ENDED
    has_left(old, file)
    new.goto("/fjord/")
    new.goto(file)
    assert new.sees("Fjord nye barnehager")
    new.goto(f"{file}plasseringer/")
    advisor.goto(f"/fjord/kontrakter/{row.new_contract_id}/")


@pytest.mark.slow
def test_new_contract_is_signed_before_the_change_of_company(world, somebody):
    """The new supervisor signs without having the file yet; with the approval all changes hands."""
    here, today = world.here, timezone.localdate()
    with here.scope():
        other = make_other(here, today)
        contract = Contract.objects.with_people().get(pk=here.rows.contract.pk)
        row = Way(contract, other, here.member(Role.ADVISOR)).planned(today)
    file, new_contract = (
        f"/fjord/laerlinger/{here.rows.apprenticeship.pk}/",
        f"/fjord/kontrakter/{row.new_contract_id}/",
    )
    advisor, new, apprentice = somebody(ADVISOR), somebody(NEW_SUPERVISOR), somebody(APPRENTICE)
    assert new.page.request.get(new_contract).status == 404
    advisor.goto(f"{new_contract}steg/kontroll/")
    assert papers.send_out(advisor) == new_contract
    for step in (papers.check, papers.sign):
        step(new, new_contract)
        step(apprentice, new_contract)
    assert new.page.request.get(file).status == 404, "not before the day"
    papers.sign_for_office(advisor, new_contract)
    papers.through_the_county(advisor, new_contract)
    with here.scope():
        assert Handover.objects.get().state == HandoverState.DONE
    assert papers.state_of(here, row.new_contract_id) == ContractState.ACTIVE
    new.goto(file)
    new.goto(new_contract)
    assert_pdf(new.page, f"{new_contract}kontrakt.pdf")


def choose_company(advisor, other):
    """Its people come on the page once it is chosen."""
    page = advisor.page
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("[name=company]").select_option(label=str(other.company))
    page.locator(f"[name=supervisor] option[value='{other.supervisor.pk}']").wait_for(state="attached")
    advisor.look()
    advisor.answer(
        establishment=str(other.place.pk), supervisor=str(other.supervisor.pk), instructor=str(other.instructor.pk),
        on=timezone.localdate(),
    )  # fmt: skip
    assert advisor.path.endswith("/steg/vurdering/")


def write_assessment(advisor, old):
    """The company that is left writes it, asked by mail; the office reads it at its place."""
    here = advisor.path
    advisor.send("form[action$='/be-om-vurdering/']")
    old.goto(link_in_mail(SUPERVISOR, "/sluttvurdering/"))
    old.answer(**WORDS)
    assert old.path.startswith("/fjord/laerlinger/")
    advisor.goto(here)
    assert advisor.page.locator("[name=assessment]").input_value() == WORDS["assessment"]
    advisor.send()


def plan(advisor) -> str:
    """Past the aims to what it leads to; the address of the change."""
    assert advisor.sees("mål nummer 2")
    advisor.follow("/steg/kontroll/")
    assert advisor.page.locator("main .ds-alert[data-color=danger]:visible").all_inner_texts() == []
    advisor.send("form[action$='/planlegg/']")
    assert_pdf(advisor.page, f"{advisor.path}overlevering.pdf")
    return advisor.path


def has_left(old, file):
    """No longer the file; of what was one's own there is a page to read."""
    assert old.page.request.get(file).status == 404
    old.goto("/fjord/laerlinger/")
    assert old.page.locator(f"a[href='{file}']").count() == 0
    old.goto("/fjord/")
    old.follow("/tidligere-laerlinger/")
    assert old.sees("Fjord Lærling")
    old.follow("/tidligere-laerlinger/")
    assert old.sees("Fjord Lærling")
    old.goto("/fjord/kontrakter/")


@pytest.mark.slow
def test_mutual_termination_with_its_letters(world, somebody):
    here = world.here
    url = papers.address(here.rows.contract)
    advisor, apprentice = somebody(ADVISOR), somebody(APPRENTICE)
    apprentice.page.set_viewport_size(PHONE)
    advisor.goto(url)
    advisor.follow("/avslutning/")
    advisor.answer(way="mutual:")
    ending = advisor.path
    assert advisor.page.locator(f"main a[href='{ending}avslutt/']").count() == 0, "the county is told first"
    agree(advisor, ending)
    advisor.follow(f"{ending}fylket/")
    advisor.answer(told_on=timezone.localdate())
    advisor.follow(f"{ending}avslutt/")
    advisor.send()
    with here.scope():
        assert Ending.objects.get().state == EndingState.DONE
    assert papers.state_of(here, here.rows.contract.pk) == ContractState.ENDED
    keep_letter(advisor, "attest", "nb")
    apprentice.goto(url)
    assert apprentice.sees(nb("Letters to you"))
    letter = apprentice.page.locator("section:has(#h-own-letters) a").first
    assert_pdf(apprentice.page, letter.get_attribute("href"))
    apprentice.goto("/fjord/")


def agree(advisor, ending):
    """Both have agreed in writing; the paper they sign, and the letter to the county."""
    today = timezone.localdate()
    advisor.answer(agreed_on=today, last_on=today, reason="moved", document=a_file("avtale.pdf", PDF))
    assert advisor.sees("avtale.pdf")
    keep_letter(advisor, "agreement", "nn")
    keep_letter(advisor, "notice", "nb")
    assert advisor.path == ending


def keep_letter(advisor, kind, language):
    """Made, kept and opened."""
    links = "section:has(#h-letters) a[href$='.pdf']"
    before = {link.get_attribute("href") for link in advisor.page.locator(links).all()}
    advisor.follow(f"/brev/{kind}/")
    advisor.answer(language=language)
    after = {link.get_attribute("href") for link in advisor.page.locator(links).all()}
    (made,) = after - before
    assert_pdf(advisor.page, made)
