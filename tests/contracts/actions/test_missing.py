"""Is each side asked once a day, in its own language, for what it can supply and nothing else?"""

import pytest
from django.utils.translation import override

from contracts import actions
from contracts.models import Contract, ContractPaper
from contracts.states import ContractState as S
from okportal.errors import Refused
from okportal.outbox.mail import compose
from okportal.outbox.models import Message
from tests.contracts.stages import last_event


def asked(who=""):
    return Message.objects.filter(template="contracts/missing", key__contains=f":missing:{who}")


def test_the_company_gets_the_list_in_its_language(draft, advisor, here):
    person = draft.apprenticeship.supervisor
    type(person).objects.filter(pk=person.pk).update(language="nb", phone="")
    actions.ask_for_missing(contract=draft, who="company", by=advisor)
    message = asked("company").get()
    assert message.to_email == person.email
    with override("nb"):
        assert message.facts["items"][-1] == ContractPaper.Kind.EMPLOYMENT.label
    assert last_event(draft).facts["who"] == "company"
    mail = compose(message, here.office)
    assert message.facts["items"][-1] in mail.body
    assert draft.apprenticeship.apprentice.national_id not in mail.body


def test_once_a_day_and_side(draft, advisor):
    actions.ask_for_missing(contract=draft, who="company", by=advisor)
    with pytest.raises(Refused, match="asked today"):
        actions.ask_for_missing(contract=draft, who="company", by=advisor)
    actions.ask_for_missing(contract=draft, who="apprentice", by=advisor)
    assert asked().count() == 2


@pytest.mark.parametrize("who", ["office", "county", ""])
def test_nobody_else_is_asked(draft, advisor, who):
    with pytest.raises(Refused):
        actions.ask_for_missing(contract=draft, who=who, by=advisor)
    assert not asked().exists()


def test_nobody_without_an_address_is_asked(draft, advisor):
    person = draft.apprenticeship.apprentice
    type(person).objects.filter(pk=person.pk).update(email="")
    with pytest.raises(Refused, match="no e-mail"):
        actions.ask_for_missing(contract=Contract.objects.get(pk=draft.pk), who="apprentice", by=advisor)


def test_nobody_is_asked_about_a_sent_contract(road, advisor):
    contract = road.to(S.CHECKING)
    with pytest.raises(Refused, match="has been sent"):
        actions.ask_for_missing(contract=contract, who="company", by=advisor)
