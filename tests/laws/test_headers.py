"""Law: every page tells the browser to be strict, and what is about people is kept by nobody."""

import re

from okportal.permissions import Role
from tests.laws.catalogue import pages
from tests.laws.matrix import ANONYMOUS, PLATFORM, Walk

WHO = [ANONYMOUS, Role.ADMINISTRATOR, Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE, PLATFORM]
# Answers without anything about anybody.
IMPERSONAL = {"live", "ready", "ui:components", "admin:jsi18n"}


def test_every_answer_is_strict(whole_world):
    weak = {(page.name, fault) for page, response in answers(whole_world) for fault in faults(page, response)}
    assert not weak, "\n".join(f"{name}: {fault}" for name, fault in sorted(weak))


def answers(world):
    """The first page that each address gives to somebody."""
    walks = [Walk(world, who, is_thorough=False) for who in WHO]
    found = 0
    for page in pages():
        for walk in walks:
            if not walk.may_open(page):
                continue
            answer = walk.ask("GET", page, walk.here, walk.variants(page, walk.here)[0])
            if answer.status == 200:
                found += 1
                yield page, answer.response
                break
    assert found > 40, "hardly any page answered: the law would be empty"


def faults(page, response):
    policy = response.get("Content-Security-Policy", "")
    if not re.search(r"default-src 'none'", policy) or "unsafe-" in policy or "*" in policy:
        yield f"policy {policy!r}"
    if response.get("X-Content-Type-Options") != "nosniff":
        yield "sniffed"
    if response.get("X-Frame-Options") != "DENY":
        yield "framed"
    if response.get("Referrer-Policy") not in {"same-origin", "strict-origin"}:  # the latter where the address is a key
        yield "referrer"
    if page.name not in IMPERSONAL and "no-store" not in response.get("Cache-Control", ""):
        yield f"kept: Cache-Control {response.get('Cache-Control', '')!r}"
    if page.is_in_office and "private" not in response.get("Cache-Control", ""):
        yield "shared"
