"""Does the whole road hold, from a new company to the registration for the trade test?"""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core import mail
from django.utils import timezone

from contracts.models import Contract
from exams.models import Registration
from followup.tasks import sweep_reminders
from okportal.embedded.demo.synthetic import national_id, organisation_number
from okportal.outbox.models import Message
from tests.documents.samples import pdf
from tests.journeys.people import NEW_PASSWORD, a_file, assert_pdf, deliver_mail, fill, path, send, sign_in
from tests.world import COUNTY, TRADE

SUPERVISOR, APPRENTICE = "siv@nybedrift.example", "tuva@post.example"


@pytest.mark.slow
def test_new_apprentice_from_company_to_trade_test(world, page, somebody, axe):
    today = timezone.localdate()
    sign_in(page, "advisor@fjord.example")
    company_url = register_company(page, today)
    apprenticeship_url = register_apprentice(page)
    axe(page)
    contract_url = write_contract(page, apprenticeship_url, today)

    supervisor, apprentice = somebody(), somebody()
    supervisor.accept_invitation(SUPERVISOR)
    check_contract(supervisor, contract_url)
    apprentice.accept_invitation(APPRENTICE)
    check_contract(apprentice, contract_url)
    sign_contract(apprentice, contract_url)
    sign_contract(supervisor, contract_url)

    finish_contract(page, contract_url, today)
    assert_pdf(page, contract_url + "kontrakt.pdf")
    assert_apprentice_sees_progress(apprentice.page)
    assert_reminder_arrives(world, page)
    register_for_test(page, world)
    page.goto(company_url)
    assert "Nybedrift AS" in page.locator("h1").inner_text()


def register_company(page, today) -> str:
    page.goto("/fjord/bedrifter/ny/")
    fill(page, organisation_number=organisation_number(990), name="Nybedrift AS", county=COUNTY, city="Bergen")
    send(page)
    url = path(page)
    page.goto(url + "personer/ny/")
    fill(page, name="Siv Leder", email=SUPERVISOR, role="training_supervisor", is_invited=True)
    send(page)
    with page.expect_navigation():
        page.locator("main a[href*='/kvalifikasjoner/ny/']").first.click()
    long_ago = today.replace(year=today.year - 9, day=1)
    fill(
        page, kind="certificate", title="Fagbrev", trade=TRADE, obtained_on=long_ago,
        file=a_file("fagbrev.pdf", pdf()),
    )  # fmt: skip
    send(page)
    page.goto(url + "godkjenninger/ny/")
    fill(page, trade=TRADE, county=COUNTY, applied_on=today - timedelta(days=500))
    send(page)
    page.locator("main a[href*='/avgjor/']").first.click()
    fill(page, decision="approve", on=today - timedelta(days=450))
    send(page)
    return url


def register_apprentice(page) -> str:
    page.goto("/fjord/laerlinger/ny/")
    born = timezone.localdate() - relativedelta(years=19)
    fill(
        page, first_name="Tuva", last_name="Østerhus", national_id=national_id(born, 7), email=APPRENTICE,
        phone="90000001", trade=TRADE, is_invited=True,
    )  # fmt: skip
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("[name=company]").select_option(label="Nybedrift AS")
    page.locator("[name=supervisor] option:checked", has_text="Siv Leder").wait_for(state="attached")
    send(page)
    assert "Tuva Østerhus" in page.locator("h1").inner_text()
    return path(page)


def write_contract(page, apprenticeship_url, today) -> str:
    """A year's contract begun 170 days ago: its first talk is near, and its registration window is open."""
    page.goto("/fjord/kontrakter/ny/" + apprenticeship_url.rstrip("/").rsplit("/", 1)[1] + "/")
    send(page)  # type
    send(page)  # → period
    fill(page, start_on=today - timedelta(days=170), months=12)
    send(page)
    fill(page, workplace="Avdeling Sentrum", position_percent=100)
    send(page)
    with page.expect_navigation():
        page.locator("main a[href*='/steg/kontroll/']").first.click()
    send(page, "form[action$='/send/']")
    return path(page)


def check_contract(person, contract_url):
    person.goto(contract_url)
    person.follow("/sjekk/")
    person.send()
    assert person.path == contract_url


def sign_contract(person, contract_url):
    """One who came by an invitation link has not logged in with the password yet, and is asked for it."""
    person.goto(contract_url + "signer/")
    person.answer(has_read=True, password=NEW_PASSWORD)
    assert "/signer/" not in person.path


def finish_contract(page, contract_url, today):
    page.goto(contract_url + "signer-for-kontoret/")
    fill(page, has_read=True)
    send(page)
    page.goto(contract_url + "sendt-fylket/")
    fill(page, on=today)
    send(page)
    page.goto(contract_url + "vedtak/")
    fill(page, decision="approved", decided_on=today, case_number="26/01000")
    send(page)


def assert_apprentice_sees_progress(page):
    page.goto("/fjord/")
    assert page.url.endswith("/min-opplaering/")
    assert page.locator("progress").count() >= 2  # the training period and the aims


def assert_reminder_arrives(world, page):
    """The first half-year talk is due within days: the supervisor is reminded by mail, and the advisor sees it."""
    sweep_reminders()
    deliver_mail()
    reminders = [message for message in mail.outbox if SUPERVISOR in message.to[0] and "/samtaler/" in message.body]
    assert reminders
    sent = len(mail.outbox)
    sweep_reminders()
    deliver_mail()
    assert len(mail.outbox) == sent  # nothing twice
    with world.here.scope():
        message = Message.objects.filter(to_email=SUPERVISOR, template__startswith="followup/").first()
    page.goto(f"/fjord/meldinger/{message.pk}/")
    assert reminders[-1].subject in page.locator("main").inner_text()


def register_for_test(page, world):
    with world.here.scope():
        contract = Contract.objects.filter(apprenticeship__company__name="Nybedrift AS").get()
        registration = Registration.objects.get(contract=contract)
    page.goto(f"/fjord/oppmelding/{registration.pk}/meld-opp/")
    fill(page, place="Avdeling Sentrum")
    send(page)
    with world.here.scope():
        registration.refresh_from_db()
    assert registration.state == "registered"
    assert_pdf(page, f"/fjord/oppmelding/{registration.pk}/skjema/")
