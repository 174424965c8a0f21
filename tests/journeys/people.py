"""How does a person in a journey sign in, fill in a form and read a mail?"""

import re

from django.core import mail

from okportal.outbox.delivery import deliver_batch
from tests.world import PASSWORD


def sign_in(page, email, password=PASSWORD):
    page.goto("/konto/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/(fjord|canary)/"))


def fill(page, **answers):
    """Fill the page's form by field names: text, dates, choices and ticks."""
    for name, answer in answers.items():
        field = page.locator(f"main form [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"main form [name={name}][value='{answer}']").check()
        elif field.first.get_attribute("type") == "checkbox":
            field.set_checked(answer)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(str(answer))


def send(page):
    """Press the form's main button and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


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
