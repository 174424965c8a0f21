"""Law: every sentence has its Bokmål and its Nynorsk, and every template is used."""

import re

import pytest

from okportal.embedded import messages
from okportal.embedded.system import ROOT

# Templates whose names are put together, or asked for by a library.
ASKED_FOR_BY_LIBRARIES = re.compile(
    r"^(\d{3}(_csrf)?\.html|(account|mfa|usersessions|allauth|designsystemet|admin|registration|forms)/.*)$"
)
EMAIL = re.compile(r"^(?P<app>\w+)/(email|sms)/(?P<name>\w+)\.(subject\.txt|txt|html)$")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_is_missing_or_fuzzy(language):
    catalogue = messages.merged(language, messages.extract())
    absent = [str(message.id) for message in messages.missing(catalogue)]
    assert not absent, "\n".join(absent)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_translations_have_the_placeholders_of_the_source(language):
    catalogue = messages.merged(language, messages.extract())
    assert [message.id for message in messages.mistaken(catalogue)] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_translation_is_of_a_sentence_that_is_gone(language):
    known = messages.read_catalogue(messages.catalogue_path(language), language)
    today = messages.merged(language, messages.extract())
    gone = [message.id for message in known if message.id and today.get(message.id, message.context) is None]
    assert not gone, "\n".join(map(str, gone))


def test_every_template_is_used():
    names = {str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*")}
    texts = {name: (ROOT / "templates" / name).read_text() for name in names}
    code = "\n".join(path.read_text() for path in python_files())
    unused = [
        name
        for name in sorted(names)
        if not ASKED_FOR_BY_LIBRARIES.match(name)
        and not is_named(name, code)
        and not any(f'"{name}' in text for other, text in texts.items() if other != name)
    ]
    assert not unused, "\n".join(unused)


def test_every_mail_has_subject_text_and_html():
    mails = {}
    for path in (ROOT / "templates").glob("*/email/[!_]*.*"):
        name, ending = path.name.split(".", 1)
        mails.setdefault(path.with_name(name), set()).add(ending)
    assert mails
    assert {str(mail): endings for mail, endings in mails.items() if endings != {"subject.txt", "txt", "html"}} == {}


def is_named(name, code) -> bool:
    """By its path (perhaps with a part: "page.html#rows"); a mail as "app/name", or as "name" in its own app."""
    mail = EMAIL.match(name)
    if not mail:
        return f'"{name}' in code
    app = "\n".join(path.read_text() for path in python_files() if mail["app"] in path.parts)
    return f'"{mail["app"]}/{mail["name"]}"' in code or f'"{mail["name"]}"' in app


def python_files():
    for package in messages.FOLDERS:
        yield from (ROOT / package).rglob("*.py")
