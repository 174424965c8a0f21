"""How does a person in a journey sign in, go from page to page, fill in a form and read a mail?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core import mail
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page

from okportal.outbox.delivery import deliver_batch
from tests.world import PASSWORD

NEW_PASSWORD = "En lang setning som passord 1"
FORM = "form[method=post]"


@dataclass
class Person:
    """Somebody at a browser. Every page the person comes to is looked at by axe; `page` is Playwright's own."""

    page: Page
    axe: Callable

    def sign_in(self, email):
        sign_in(self.page, email)
        self.look()

    def goto(self, address):
        self.page.goto(address)
        self.look()

    def follow(self, part):
        """The first link on the page whose address holds `part`."""
        with self.page.expect_navigation():
            self.page.locator(f"main a[href*='{part}']:visible").first.click()
        self.look()

    def answer(self, **answers):
        """Fill in the page's form, and send it."""
        fill(self.page, **answers)
        self.send()

    def send(self, form=FORM):
        answer = send(self.page, form)
        assert answer.status == 200, self.text
        self.look()

    def look(self):
        self.axe(self.page)

    def sees(self, *words) -> bool:
        return all(str(word) in self.text for word in words)

    def accept_invitation(self, email):
        """By the link in the mail, with a password of one's own."""
        self.goto(link_in_mail(email, "/invitasjon/"))
        self.answer(password=NEW_PASSWORD)
        assert "/fjord/" in self.page.url

    @property
    def path(self) -> str:
        return path(self.page)

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()


def sign_in(page, email, password=PASSWORD):
    page.goto("/konto/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/(fjord|canary)/"))


def fill(page, **answers):
    """Fill the page's form by field names: text, dates, choices, ticks (a list: of several boxes) and files."""
    for name, answer in answers.items():
        field = page.locator(f"main form [name={name}]")
        if isinstance(answer, list):
            for value in answer:
                page.locator(f"main form [name={name}][value='{value}']").check()
        elif isinstance(answer, dict):
            field.set_input_files(answer)
        elif field.first.get_attribute("type") == "radio":
            page.locator(f"main form [name={name}][value='{answer}']").check()
        elif field.first.get_attribute("type") == "checkbox":
            field.set_checked(answer)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(str(answer))


def send(page, form=FORM):
    """Press the form's main button and wait for the page it leads to; its answer."""
    with page.expect_navigation() as arrived:
        page.locator(f"main {form} button[type=submit]").first.click()
    return arrived.value


def a_file(name, content: bytes) -> dict:
    """An answer to a file field."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def path(page) -> str:
    return page.evaluate("location.pathname")


def assert_pdf(page, url):
    answer = page.request.get(url)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def nb(sentence, **facts) -> str:
    """A sentence of the source as a page in Bokmål says it; where it has no translation yet, as it is."""
    with translation.override("nb"):
        return gettext(sentence) % facts


def deliver_mail():
    """Let the outbox's worker do its round, here and now."""
    while deliver_batch():
        pass


def link_in_mail(to: str, part: str) -> str:
    """The newest mail to `to` that holds a link with `part` in it; the link's path."""
    deliver_mail()
    for message in reversed(mail.outbox):
        found = re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", message.body)
        if to in message.to[0] and found:
            return found.group(1)
    raise AssertionError(f"No mail to {to} with a link to {part}: {[(m.to, m.subject) for m in mail.outbox]}")
