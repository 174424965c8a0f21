"""Can a person come in by code, by passkey and in the own language, and nowhere else?"""

import re

import pytest
from django.core import mail

from okportal.permissions import Role
from tests.journeys.people import deliver_mail, fill, send, sign_in
from tests.laws.cast import ids
from tests.laws.catalogue import pages
from tests.world import PASSWORD, build_world

ADVISOR = "advisor@fjord.example"


@pytest.fixture
def world(transactional_db):
    return build_world(language="nb")


@pytest.mark.slow
def test_code_by_mail(world, page, axe):
    page.goto("/konto/login/code/")
    page.locator("[name=email]").fill(ADVISOR)
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").wait_for()
    axe(page)
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]+)$", mail.outbox[-1].body, re.MULTILINE).group(1)
    page.locator("[name=code]").fill(code)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/fjord/min-dag/")


@pytest.mark.slow
def test_unknown_address_looks_the_same_and_gets_no_mail(world, page):
    page.goto("/konto/login/code/")
    page.locator("[name=email]").fill("ukjent@fjord.example")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[name=code]").wait_for()
    deliver_mail()
    assert not [message for message in mail.outbox if "ukjent@fjord.example" in message.to[0]]


@pytest.mark.slow
def test_passkey_is_made_and_opens_the_door(world, page, context, axe):
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, ADVISOR)
    page.goto("/konto/2fa/webauthn/add/")
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
    page.locator("[name=name]").fill("Mobilen")
    if page.locator("[name=passwordless]").count():
        page.locator("[name=passwordless]").check()
    axe(page)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/**")
    axe(page)
    context.clear_cookies()
    page.goto("/konto/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/fjord/min-dag/")


@pytest.mark.slow
def test_language_is_switched_on_any_page(world, page):
    sign_in(page, ADVISOR)
    assert page.locator("html").get_attribute("lang") == "nb"
    page.goto("/min-konto/")
    fill(page, language="nn")
    send(page)
    assert page.locator("html").get_attribute("lang") == "nn"


@pytest.mark.slow
def test_everything_of_the_other_office_is_not_there(world, page):
    sign_in(page, ADVISOR)
    theirs = {key: values[0] for key, values in ids(world.there).items() if values}
    asked = 0
    for known in pages():
        # Pages for whoever holds a link or a paper ask nobody whose they are (tests/laws/test_urls.py lists them).
        is_for_members = known.is_in_office and not getattr(known.view, "open_to_anyone", False)
        if is_for_members and set(known.keys) <= set(theirs):
            url = known.url("canary", {key: theirs[key] for key in known.keys})
            answer = page.request.get(url)
            assert answer.status == 404, url
            assert "Canary" not in answer.text(), url
            asked += 1
    assert asked > 40


@pytest.mark.slow
def test_person_in_two_offices_goes_from_one_to_the_other(world, page):
    """The advisor of one office is also a company's contact in the other: one login, two sets of pages."""
    with world.there.scope(Role.COMPANY_CONTACT):
        person, row = world.here.users[Role.ADVISOR], world.there.rows.company_contact
        row.user = person
        row.save()
        membership = world.there.users[Role.COMPANY_CONTACT].memberships.get()
        membership.user = person
        membership.save()
    page.goto("/konto/login/")
    fill_login(page)
    page.locator("main a[href='/canary/']").wait_for()
    assert page.locator("main a[href='/fjord/']").count() == 1
    page.locator("main a[href='/canary/']").click()
    page.wait_for_url("**/canary/mine-laerlinger/")
    assert "Canary Lærling" in page.locator("main").inner_text()
    page.goto("/fjord/min-dag/")
    assert "Fjord Lærling" in page.locator("main").inner_text()


def fill_login(page):
    page.locator("[name=login]").fill(ADVISOR)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
