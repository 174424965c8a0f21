"""How does a test walk through the portal in a real browser, and what does it refuse on the way?"""

import os
import shutil
from urllib.parse import urlsplit

import pytest

from okportal.embedded.assets import PACKAGES
from tests.companies.register import register

__all__ = ["register"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# htmx reports a request that the browser gave up because the person went on to the next page.
LEFT_THE_PAGE = ("htmx:sendAbort", "htmx:afterRequest")
OWN_HOSTS = {"localhost", "127.0.0.1"}
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        pytest.fail("The journeys need Chromium: apt-get install chromium")
    # Chromium's own sandbox does not start as root; /dev/shm is small in containers.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-dev-shm-usage", "--disable-gpu", *sandbox]
    return {**browser_type_launch_args, "executable_path": browser, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "nb-NO",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",  # a colour half-way through a fade is no contrast error
    }


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright keeps an event loop in this thread to the end of the run, where Django refuses to query."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return playwright


@pytest.fixture(scope="session")
def base_url(live_server):
    """Lets `page.goto("/fjord/")` reach the test server."""
    return live_server.url


@pytest.fixture
def world(transactional_db):
    """Committed, so that the server sees it; everybody reads Bokmål."""
    from tests.world import build_world  # models can be imported only once Django is up

    return build_world(language="nb")


@pytest.fixture(autouse=True)
def links_lead_here(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture(autouse=True)
def complaints(request):
    """Fails a browser test on console errors, uncaught exceptions and requests to other hosts.

    A test that visits an error page on purpose calls `complaints.clear()` afterwards.
    """
    found = []
    if "page" in request.fixturenames:
        watch(request.getfixturevalue("context"), found)
    yield found
    assert not found, "\n".join(found)


def watch(context, found):
    context.on("console", lambda message: found.extend(console_error(message)))
    context.on("weberror", lambda error: found.append(f"uncaught: {error.error}"))
    context.on("request", lambda sent: found.extend(foreign_request(sent)))


def console_error(message):
    if message.type != "error" or message.text.startswith(LEFT_THE_PAGE):
        return []
    return [f"console: {message.text} ({message.location.get('url')})"]


def foreign_request(sent):
    address = urlsplit(sent.url)
    return [f"foreign: {sent.url}"] if address.hostname and address.hostname not in OWN_HOSTS else []


@pytest.fixture(scope="session")
def axe_source():
    return (PACKAGES / "axe-core" / "axe.min.js").read_text()


@pytest.fixture
def axe(axe_source):
    """A function: `axe(page)` fails with every accessibility rule the page breaks, and where."""

    def check(page):
        page.evaluate(axe_source)
        result = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
        broken = [in_words(violation) for violation in result["violations"]]
        assert not broken, "\n".join(broken)

    return check


@pytest.fixture
def somebody(new_context, complaints, axe):
    """A function: `somebody("advisor@fjord.example")` has just signed in, in a browser of their own.

    Without an address nobody is signed in. Every page the person comes to is checked (tests.journeys.people.Person).
    """
    from tests.journeys.people import Person  # models can be imported only once Django is up

    def arrive(email=""):
        context = new_context()
        watch(context, complaints)
        person = Person(context.new_page(), axe)
        if email:
            person.sign_in(email)
        return person

    return arrive


def in_words(violation):
    places = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
    return f"{violation['id']}: {violation['help']} at {places}"
