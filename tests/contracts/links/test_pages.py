"""What does somebody see who comes by a link, from the mail to the thanks?"""

import io
import logging
import logging.config
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from contracts.actions import rounds
from contracts.actions.links import make_link
from contracts.models import SigningEvent, SigningLink
from contracts.signing.links import INSIDE
from contracts.states import RoundState
from okportal.audit.models import Event
from okportal.outbox import delivery
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.links.conftest import last_code, last_message, token_in
from tests.outbox.mail_server import MailServer
from tests.outbox.mail_server import running as mail_running

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_door(party, visitor):
    """A visitor with the link of one who is to sign; in English, the language of the sentences."""
    return at(party, visitor)


@pytest.fixture
def checker(checking, visitor):
    return at(checking, visitor)


def at(party, visitor):
    type(party).objects.filter(pk=party.pk).update(language="en")
    guest = visitor(make_link(party=party, by=None))
    guest.party = party
    return guest


def fresh(party):
    return type(party).objects.select_related("round").get(pk=party.pk)


def sha256(party):
    return party.round.unsigned_file.sha256


def test_from_the_mail_to_the_signature(at_door):
    page = at_door.get()
    assert page.status_code == 200
    assert "Send me a code" in page.text
    assert at_door.party.email not in page.text
    assert "Fjord Lærling" not in page.text.split('id="main"')[1]
    assert at_door.post(step="send").status_code == 302
    assert "Type the code" in at_door.get().text
    assert at_door.post(step="code", code=last_code()).status_code == 302
    page = at_door.get()
    assert "Read and sign" in page.text
    assert "Fjord Lærling" in page.text
    assert at_door.get("kontrakt.pdf").content.startswith(b"%PDF")
    assert at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on").status_code == 302
    assert "Your signature is in place" in at_door.get().text
    party = fresh(at_door.party)
    assert party.signed_sha256 == sha256(party)


def test_checking_ends_with_a_confirmation(checker):
    checker.come_in()
    page = checker.get()
    assert "Your part" in page.text
    assert "Sign the contract" not in page.text
    checker.post(step="confirm")
    assert "You have confirmed" in checker.get().text
    assert fresh(checker.party).confirmed_at and not fresh(checker.party).signed_at


def test_what_is_not_right_goes_to_the_office(checker):
    checker.come_in()
    assert "What is not right?" in checker.get("ikke-riktig/").text
    assert checker.post("ikke-riktig/").status_code == 422
    checker.post("ikke-riktig/", comment="Feil stillingsprosent")
    assert "The training office is told" in checker.get().text
    assert fresh(checker.party).round.state == RoundState.FLAGGED


def test_one_may_decline(at_door):
    at_door.come_in()
    assert "Why do you not sign?" in at_door.get("ikke-riktig/").text
    at_door.post("ikke-riktig/", reason="Vil ikke")
    assert fresh(at_door.party).round.state == RoundState.DECLINED
    assert "The training office is told" in at_door.get().text


def test_a_guest_sees_no_menu_of_the_office(at_door):
    page = at_door.get("").text
    assert '<body class="plain">' in page
    assert 'class="side"' not in page


@pytest.mark.parametrize("page", ["kontrakt.pdf", "ikke-riktig/"])
def test_nothing_is_shown_before_the_code(at_door, page):
    assert at_door.get(page).status_code in {302, 404}
    assert at_door.post(page, reason="Nei").status_code in {302, 404, 405}
    at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on")
    at_door.post(step="confirm")
    assert not fresh(at_door.party).signed_at
    assert not fresh(at_door.party).round.is_closed


def test_the_code_lets_in_the_browser_it_was_typed_in_and_no_other(at_door, visitor):
    at_door.come_in()
    other = visitor(at_door.token)
    assert other.get("kontrakt.pdf").status_code == 404
    other.post(step="sign", sha256=sha256(at_door.party), has_read="on")
    assert not fresh(at_door.party).signed_at


def test_the_code_of_one_link_lets_in_to_no_other(at_door, visitor):
    """The same browser, with two links: each asks for its own code."""
    at_door.come_in()
    company = at_door.party.round.parties.select_related("round__contract").get(role="company")
    at_door.token = make_link(party=company, by=None)
    assert at_door.get("kontrakt.pdf").status_code == 404
    at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on")
    assert not fresh(company).signed_at


def test_half_an_hour_later_one_types_a_new_code(at_door):
    at_door.come_in()
    with time_machine.travel(timezone.now() + INSIDE + timedelta(seconds=1)):
        assert at_door.get("kontrakt.pdf").status_code == 404
        at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on")
        assert not fresh(at_door.party).signed_at


def test_a_second_click_signs_once_and_says_thanks_again(at_door):
    at_door.come_in()
    for _click in range(2):
        at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on")
    assert SigningEvent.objects.filter(round=at_door.party.round, verb="signed").count() == 1
    assert "Your signature is in place" in at_door.get().text


def test_a_code_sent_twice_confirms_nothing(checker):
    """The form of the code, sent again by the browser after one is in, is no confirmation."""
    checker.come_in()
    checker.post(step="code", code=last_code())
    checker.post(step="send")
    checker.post()
    assert fresh(checker.party).confirmed_at is None


def test_one_ticks_before_one_signs(at_door):
    at_door.come_in()
    answer = at_door.post(step="sign", sha256=sha256(at_door.party))
    assert answer.status_code == 422
    assert "Confirm that you have read the contract." in answer.text
    assert not fresh(at_door.party).signed_at


def test_another_file_than_the_one_that_was_sent_is_not_signed(at_door):
    at_door.come_in()
    assert at_door.post(step="sign", sha256="f" * 64, has_read="on").status_code == 422
    assert not fresh(at_door.party).signed_at


def test_wrong_codes_are_counted_on_the_page_and_the_fifth_closes_the_door(at_door):
    at_door.post(step="send")
    code = f"{(int(last_code()) + 1) % 10**6:06}"
    answer = at_door.post(step="code", code=code)
    assert answer.status_code == 422
    assert "You have 4 tries left." in answer.text
    for _try in range(3):
        at_door.post(step="code", code=code)
    answer = at_door.post(step="code", code=code)
    assert answer.status_code == 410
    assert "Too many wrong codes" in answer.text
    assert at_door.post(step="code", code=last_code()).status_code == 410


@pytest.mark.parametrize("code", ["12345", "abcdef", "1234567", "", "١٢٣٤٥٦"])
def test_what_is_no_code_costs_no_try(at_door, code):
    at_door.post(step="send")
    assert at_door.post(step="code", code=code).status_code == 422
    assert SigningLink.objects.get(party=at_door.party).code_tries == 0


def test_a_code_with_a_space_in_it_is_read(at_door):
    at_door.post(step="send")
    code = last_code()
    assert at_door.post(step="code", code=f"{code[:3]} {code[3:]}").status_code == 302


def test_the_fourth_code_in_an_hour_is_refused_with_a_sentence(at_door):
    for _click in range(3):
        at_door.post(step="send")
    answer = at_door.post(step="send")
    assert answer.status_code == 422
    assert "three codes" in answer.text
    assert Message.objects.filter(template="contracts/signing_code").count() == 3


def test_each_closed_link_says_why_and_what_to_do(at_door, rule, advisor):
    def said():
        answer = at_door.get()
        assert answer.status_code == 410
        return answer.text

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert "This link has expired" in said()
        assert "Send me a new link" in said()
    rule.may_use_link = False
    rule.save()
    assert "one logs in to sign" in said()
    rule.may_use_link = True
    rule.save()
    make_link(party=at_door.party, by=None)
    assert "You have got a newer link" in said()
    rounds.withdraw_round(round=at_door.party.round, reason="Feil", by=advisor)
    assert "The signing is closed" in said()


def test_an_unknown_link_is_no_page_and_names_no_office(here, visitor):
    guest = visitor("x" * 43)
    for answer in (guest.get(), guest.post(step="send"), guest.post("ny/"), guest.get("kontrakt.pdf")):
        assert answer.status_code == 404
        assert here.office.name not in answer.text


def test_somebody_else_learns_nothing_of_a_used_link(at_door, visitor):
    at_door.come_in()
    at_door.post(step="sign", sha256=sha256(at_door.party), has_read="on")
    other = visitor(at_door.token).get()
    assert other.status_code == 410
    assert "This link has been used" in other.text
    assert "Lærling" not in other.text


def test_the_answer_is_the_same_whether_a_new_link_is_sent_or_not(at_door):
    SigningLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    sent = at_door.post("ny/")
    assert sent.status_code == 200
    link = token_in(last_message("contracts/new_link"))
    rounds.sign(party=at_door.party, sha256=sha256(at_door.party), how="x", by=None)
    nothing = at_door.post("ny/")
    assert Message.objects.filter(template="contracts/new_link").count() == 1
    assert plain(sent) == plain(nothing)
    assert at_door.party.email not in sent.text
    assert link not in sent.text


def plain(response):
    return response.status_code, response.text.split('id="main"')[1]


def test_a_new_link_is_asked_for_by_post_alone(at_door):
    assert at_door.get("ny/").status_code == 405


def test_it_opens_nothing_at_the_other_offices_address(at_door, world):
    path = at_door.url().replace("/fjord/", f"/{world.there.office.slug}/")
    assert at_door.client.get(path).status_code == 404
    assert at_door.client.post(path, {"step": "send"}).status_code == 404
    assert not Message.objects.filter(template="contracts/signing_code").exists()


def test_the_page_speaks_the_signers_language(party, visitor):
    type(party).objects.filter(pk=party.pk).update(language="nn")
    answer = visitor(make_link(party=party, by=None)).get()
    assert answer.headers["Content-Language"] == "nn"


def test_no_page_is_kept_or_named_to_others(at_door):
    at_door.come_in()
    for page in ("", "kontrakt.pdf", "ikke-riktig/"):
        answer = at_door.get(page)
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_the_token_is_kept_nowhere(at_door, settings):
    """In no table, once the mail has left: neither outbox nor trail nor session."""
    with mail_running(MailServer(), settings):
        at_door.come_in()
        SigningLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
        at_door.get()
        at_door.post("ny/")
        new, code = token_in(last_message("contracts/new_link")), last_code()
        while delivery.deliver_batch():
            pass
    for secret in (at_door.token, new):
        assert found_in_tables(secret) == []
    assert last_message("contracts/new_link").sent_at
    assert code not in str(list(Message.objects.values_list("subject", "body", "facts", "error")))
    assert not Event.objects.filter(facts__icontains=code).exists()
    assert at_door.token not in str(dict(at_door.client.session))


def found_in_tables(secret):
    """Tables with a row that holds the secret, as the office may read them, and the sessions."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{secret}%"])  # noqa: S608
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_the_log_does_not_name_the_token(at_door, settings):
    """As the console is set up: what it shows of a request that was refused."""
    lines = io.StringIO()
    setup = settings.LOGGING | {"disable_existing_loggers": False}
    setup["handlers"] = {"console": setup["handlers"]["console"] | {"stream": lines}}
    logging.config.dictConfig(setup)
    try:
        SigningLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
        assert at_door.get().status_code == 410
        at_door.get("kontrakt.pdf")
    finally:
        logging.config.dictConfig(settings.LOGGING)
    assert "Gone: /fjord/signer/…/" in lines.getvalue()
    assert at_door.token not in lines.getvalue()


class TestTheOfficesButton:
    def test_the_advisor_sends_a_new_link(self, party, browse):
        answer = browse(Role.ADVISOR).post(f"/fjord/kontrakter/parter/{party.pk}/ny-lenke/")
        assert answer.status_code == 302
        assert last_message("contracts/new_link").to_email == party.email

    @pytest.mark.parametrize("role", [Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
    def test_others_have_no_such_page(self, party, browse, role):
        assert browse(role).post(f"/fjord/kontrakter/parter/{party.pk}/ny-lenke/").status_code == 404
        assert not Message.objects.filter(template="contracts/new_link").exists()

    def test_not_for_a_party_of_another_office(self, party, world):
        with world.there.scope():
            client = world.there.client(Role.ADVISOR)
        path = f"/{world.there.office.slug}/kontrakter/parter/{party.pk}/ny-lenke/"
        assert client.post(path).status_code == 404
