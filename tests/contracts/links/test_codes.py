"""Does the code let in whoever it was sent to, and nobody who guesses?"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from contracts.actions.links import LinkClosed, ask_for_link, check_code, make_link, new_link, open_link, send_code
from contracts.models import SigningEvent, SigningLink
from contracts.signing.links import CODE_VALID, Closed, how, is_locked_out
from contracts.signing.providers.built_in import BuiltIn
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.todo.models import Task
from tests.contracts.links.conftest import last_code, last_message

pytestmark = pytest.mark.django_db
MOBILE = "+4791234567"


@pytest.fixture
def link(party):
    return open_link(office_id=party.office_id, token=make_link(party=party, by=None))


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_six_digits_go_by_mail_where_there_is_no_gateway(link):
    sent = send_code(link=link)
    message = last_message("contracts/signing_code")
    assert (message.channel, message.to_email, message.to_phone) == ("mail", link.party.email, "")
    assert len(last_code()) == 6 and last_code().isdigit()
    assert sent.code_channel == SigningLink.Channel.MAIL


def test_by_sms_where_there_is_one_and_a_norwegian_mobile(link, settings):
    settings.SMS_GATEWAY = "log"
    type(link.party).objects.filter(pk=link.party.pk).update(phone=MOBILE)
    sent = send_code(link=link)
    message = last_message("contracts/signing_code")
    assert (message.channel, message.to_phone, message.to_email) == ("sms", MOBILE, "")
    assert sent.code_channel == SigningLink.Channel.SMS


@pytest.mark.parametrize("phone", ["+4771000000", "+46701234567", ""])
def test_by_mail_to_one_without_a_norwegian_mobile(link, settings, phone):
    settings.SMS_GATEWAY = "log"
    type(link.party).objects.filter(pk=link.party.pk).update(phone=phone)
    send_code(link=link)
    assert last_message("contracts/signing_code").channel == "mail"


def test_by_mail_after_an_sms_that_was_given_up(link, settings):
    """A number that was mistyped in the contract keeps nobody out, and the log page says how they came in."""
    settings.SMS_GATEWAY = "log"
    others = type(link.party).objects.filter(round=link.party.round).exclude(pk=link.party.pk)
    others.update(phone="+4790000001")
    type(link.party).objects.filter(pk=link.party.pk).update(phone=MOBILE)
    send_code(link=link)
    Message.objects.filter(to_phone=MOBILE).update(dead_at=timezone.now())
    sent = send_code(link=link)
    message = last_message("contracts/signing_code")
    assert (message.channel, message.to_email) == ("mail", link.party.email)
    check_code(link=link, code=last_code())
    assert how(sent) in {"Link by e-mail and code by e-mail", "Lenke på e-post og kode på e-post"}
    company = others.select_related("round__contract").get(role="company")
    send_code(link=open_link(office_id=company.office_id, token=make_link(party=company, by=None)))
    assert last_message("contracts/signing_code").channel == "sms", "the others get theirs as before"


def test_an_sms_that_waits_or_was_lost_in_an_earlier_round_changes_nothing(link, settings):
    settings.SMS_GATEWAY = "log"
    type(link.party).objects.filter(pk=link.party.pk).update(phone=MOBILE)
    send_code(link=link)
    assert send_code(link=link).code_channel == SigningLink.Channel.SMS
    long_ago = link.party.round.sent_at - timedelta(days=1)
    Message.objects.filter(to_phone=MOBILE).update(dead_at=long_ago, created_at=long_ago)
    assert send_code(link=link).code_channel == SigningLink.Channel.SMS


def test_the_code_is_stored_as_a_keyed_hash(link):
    send_code(link=link)
    stored = SigningLink.objects.get(pk=link.pk)
    assert len(stored.code_sha256) == 64
    assert last_code() not in str(vars(stored))


def test_the_right_code_works_once(link):
    send_code(link=link)
    code = last_code()
    assert check_code(link=link, code=code) == link
    with pytest.raises(Refused):
        check_code(link=link, code=code)


def test_opening_is_written_in_the_chain(link):
    send_code(link=link)
    check_code(link=link, code=last_code())
    verbs = SigningEvent.objects.filter(round=link.party.round).values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["code_sent", "opened"]


def test_each_wrong_code_says_how_many_tries_are_left_and_the_fifth_closes_the_link(link):
    send_code(link=link)
    code = last_code()
    for left, sentence in ((4, "4 tries"), (3, "3 tries"), (2, "2 tries"), (1, "1 try ")):
        with pytest.raises(Refused, match=f"You have {sentence}"):
            check_code(link=link, code=wrong(code))
        assert SigningLink.objects.get(pk=link.pk).code_tries == 5 - left
    with pytest.raises(LinkClosed) as refusal:
        check_code(link=link, code=wrong(code))
    assert refusal.value.why == Closed.TRIES
    with pytest.raises(LinkClosed):
        check_code(link=link, code=code)


def test_a_new_code_gives_no_new_tries(link):
    send_code(link=link)
    for _try in range(4):
        with pytest.raises(Refused):
            check_code(link=link, code=wrong(last_code()))
    send_code(link=link)
    with pytest.raises(LinkClosed):
        check_code(link=link, code=wrong(last_code()))


def test_a_code_of_ten_minutes_ago_works_no_more_and_costs_no_try(link):
    send_code(link=link)
    now = timezone.now()
    with time_machine.travel(now + CODE_VALID + timedelta(seconds=1)), pytest.raises(Refused, match="works no more"):
        check_code(link=link, code=last_code())
    assert SigningLink.objects.get(pk=link.pk).code_tries == 0


def test_a_newer_code_replaces_the_older(link):
    send_code(link=link)
    older = last_code()
    send_code(link=link)
    while last_code() == older:  # one time in a million
        send_code(link=link)
    with pytest.raises(Refused):
        check_code(link=link, code=older)
    check_code(link=link, code=last_code())


def test_the_code_of_one_link_opens_no_other(link, party):
    send_code(link=link)
    code = last_code()
    other = party.round.parties.get(role="company")
    others = open_link(office_id=other.office_id, token=make_link(party=other, by=None))
    send_code(link=others)
    while last_code() == code:  # one time in a million
        send_code(link=others)
    with pytest.raises(Refused):
        check_code(link=others, code=code)


def test_three_codes_an_hour_whatever_the_link(link, party):
    for _click in range(3):
        send_code(link=link)
    with pytest.raises(Refused, match="three codes"):
        send_code(link=link)
    newer = open_link(office_id=party.office_id, token=make_link(party=party, by=None))
    with pytest.raises(Refused, match="three codes"):
        send_code(link=newer)
    assert Message.objects.filter(template="contracts/signing_code").count() == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        send_code(link=newer)


def guess(party, by=None):
    """Five wrong codes on a link of their own."""
    link = open_link(office_id=party.office_id, token=make_link(party=party, by=by))
    with time_machine.travel(timezone.now() + timedelta(hours=2 * party.links.count())):
        send_code(link=link)
        for _try in range(5):
            with pytest.raises(Refused):
                check_code(link=link, code=wrong(last_code()))
    return link


def test_after_fifteen_wrong_codes_only_the_office_sends_a_link(party, advisor):
    for _link in range(2):
        last = guess(party)
    assert not Task.objects.filter(kind="contracts/codes_guessed").exists()
    assert not is_locked_out(party)
    last = guess(party)
    assert is_locked_out(party)
    assert Task.objects.get(kind="contracts/codes_guessed").about_id == party.contract_id
    links = party.links.count()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        ask_for_link(link=last)
        party.user = None
        assert BuiltIn().start(party.round, [party], by=None)[0].token == ""
        assert party.links.count() == links
        new_link(party=party, by=advisor)
    assert party.links.count() == links + 1
    assert Task.objects.get(kind="contracts/codes_guessed").done_at


def test_no_code_before_one_is_sent(link):
    for code in ("", "000000"):
        with pytest.raises(Refused):
            check_code(link=link, code=code)
