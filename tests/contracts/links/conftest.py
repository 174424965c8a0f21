"""A contract with its parties for checking or for signing, and a link for the apprentice."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone


@pytest.fixture
def rule(here):
    """The office's general rule, to be changed by the test."""
    from contracts.models import SigningRule

    return SigningRule.objects.create(office=here.office)


@pytest.fixture
def send(draft, advisor, rule):
    """`send(checks_first=False)` puts a paper before its parties; gives the round."""
    from contracts.actions.rounds import open_round
    from contracts.models import Contract
    from contracts.paper.pdf import contract_data
    from contracts.signing.signers import signers_of

    def send(*, checks_first=False):
        today = timezone.localdate()
        contract = Contract.objects.with_people().select_related("office").get(pk=draft.pk)
        contract.state = "checking" if checks_first else "with_parties"
        contract.save(update_fields=["state"])
        return open_round(
            contract=contract, content=contract_data(contract), pdf=b"%PDF-1.4 kontrakt", file_name="kontrakt.pdf",
            file_kind="contract_unsigned", parties=signers_of(contract, today), sign_by_on=today + timedelta(days=14),
            by=advisor,
        )  # fmt: skip

    return send


@pytest.fixture
def party(send):
    """The apprentice, whose turn it is to sign."""
    return send().parties.select_related("round__contract").get(role="apprentice")


@pytest.fixture
def checking(send):
    """The apprentice, who is to check their part."""
    return send(checks_first=True).parties.select_related("round__contract").get(role="apprentice")


@pytest.fixture
def visitor(here):
    """`visitor(token)`: somebody without a login in a browser of their own."""
    return lambda token: Visitor(here, token)


class Visitor:
    def __init__(self, cast, token):
        self.cast, self.token, self.client = cast, token, Client()

    def url(self, page=""):
        return f"/{self.cast.office.slug}/signer/{self.token}/{page}"

    def get(self, page=""):
        return self.client.get(self.url(page))

    def post(self, page="", **typed):
        return self.client.post(self.url(page), typed)

    def come_in(self):
        """Asks for a code, reads it, types it."""
        self.post(step="send")
        return self.post(step="code", code=last_code())


def last_code():
    return last_message("contracts/signing_code").facts["secret"]


def last_message(template):
    from okportal.outbox.models import Message

    return Message.objects.filter(template=template).order_by("id").last()


def token_in(message):
    (token,) = message.facts["page_arguments"]
    return token


def words(response):
    return SimpleNamespace(status=response.status_code, text=re.sub(r"\s+", " ", response.text))
