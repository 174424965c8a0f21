"""Is every page open to everybody: axe at 1440 and 390 px, light and dark, nothing wider than 320 px?

Every page that a role can open, found from the resolver, each with one own row. No console error and no request to
another host is allowed on the way (tests/journeys/conftest.py).
"""

from itertools import product

import pytest
from django.conf import settings as django_settings

from okportal.permissions import Role
from tests.laws.cast import enrich, ids
from tests.laws.catalogue import pages
from tests.world import build_world

WIDTHS, SCHEMES = (1440, 390), ("light", "dark")
SMALLEST = 320
# What sticks out: the innermost elements that end right of the window.
TOO_WIDE = """(() => {
    const sticksOut = node => node.getBoundingClientRect().right > document.documentElement.clientWidth;
    return [...document.querySelectorAll("main *")].filter(sticksOut)
        .filter(node => ![...node.children].some(sticksOut))
        .map(node => node.outerHTML.slice(0, 120)).slice(0, 5).join(" ");
})()"""
ROLES = (
    Role.ADMINISTRATOR, Role.ADVISOR, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR, Role.APPRENTICE,
)  # fmt: skip
# Pages for those who have not signed in.
OPEN = (
    "account_login", "account_request_login_code", "account_reset_password", "people:accept_invitation",
    "companies:answer_intake", "contracts_link:open", "contracts_verify:ask", "contracts_verify:code",
)  # fmt: skip


@pytest.fixture
def world(transactional_db):
    world = build_world(language="nb")
    for cast in (world.here, world.there):
        with cast.scope():
            enrich(cast)
    return world


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role(world, page, context, axe, base_url, role):
    client = world.here.client(role)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
    found = sorted({url for known in pages() if known.is_in_office for url in openable(client, known, world.here)})
    assert len(found) > 5
    look_at(page, axe, found)


@pytest.mark.slow
def test_pages_before_login(world, page, axe):
    known = {known.name: known for known in pages()}
    own = {key: values[0] for key, values in ids(world.here).items() if values}
    urls = [known[name].url("fjord", {key: own[key] for key in known[name].keys}) for name in OPEN]
    look_at(page, axe, urls)


@pytest.mark.slow
def test_own_account(world, page, context, axe, base_url):
    client = world.here.client(Role.ADVISOR)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])
    look_at(page, axe, ["/min-konto/", "/konto/email/", "/konto/password/change/", "/konto/2fa/", "/?velg=1"])


@pytest.mark.slow
def test_page_that_is_not_there(world, page, axe, complaints):
    look_at(page, axe, ["/finnes-ikke/"])
    complaints.clear()  # the browser reports the 404 itself


def openable(client, known, cast):
    """Addresses of the page that this person can open, one for each step of the wizard, else the first that works."""
    own = ids(cast)
    values = [own[key] for key in known.keys]
    found = []
    for chosen in product(*values):
        url = known.url(cast.office.slug, dict(zip(known.keys, chosen, strict=True)))
        answer = client.get(url)
        if answer.status_code == 200 and not answer.streaming and "<main" in answer.content.decode(errors="replace"):
            found.append(url)
            if "slug" not in known.keys:
                break
    return found[:4]


def look_at(page, axe, urls):
    """All pages are looked at before the first fault is told, so that one run tells all of them."""
    faults = []
    for url in urls:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                try:
                    axe(page)
                except AssertionError as broken:
                    faults.append(f"{url} at {width} px, {scheme}: {broken}")
        page.set_viewport_size({"width": SMALLEST, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{url} is {overflow} px too wide at {SMALLEST} px: {page.evaluate(TOO_WIDE)}")
    assert not faults, "\n".join(faults)
