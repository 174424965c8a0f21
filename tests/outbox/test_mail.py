"""What does a message look like as a mail?"""

import pytest

from okportal.outbox import delivery
from okportal.outbox.mail import LEFT_OUT, compose, message_id_of, preview
from okportal.outbox.models import Message
from okportal.people import actions as people
from okportal.permissions import Role
from tests.outbox.mail_server import MailServer, running

pytestmark = pytest.mark.django_db
FACTS = {"apprentice": "Kari Moe", "number": 2, "role": "supervisor", "day": "2026-05-01", "at": None, "place": ""}


def reminder(cast, **changes):
    return Message(
        **{
            "office": cast.office, "key": "k", "template": "followup/talk_near", "facts": FACTS, "to_name": "Ola Dal",
            "to_email": "ola@example.test", "language": "en", "page": "followup:detail", "about_id": 7,
        } | changes
    )  # fmt: skip


def test_text_and_html_say_the_same_and_lead_to_the_page(world, settings):
    with world.here.scope():
        mail = compose(reminder(world.here), world.here.office)
    html = mail.alternatives[0].content
    address = f"{settings.BASE_URL}/fjord/samtaler/7/"
    for words in ("Kari Moe", "1 May 2026", address, "training supervisor of Kari Moe"):
        assert words in mail.body
        assert words in html
    assert "http" not in html.replace(settings.BASE_URL, "").replace("http://www.w3.org", "")


@pytest.mark.parametrize(("language", "words"), [("en", "1 May 2026"), ("nb", "1. mai 2026"), ("nn", "1. mai 2026")])
def test_days_in_the_readers_language(world, language, words):
    with world.here.scope():
        assert words in compose(reminder(world.here, language=language), world.here.office).body


def test_times_in_oslo_time(world):
    facts = FACTS | {"day": "2026-05-02", "at": "2026-05-01T22:30:00+00:00", "place": "Rom 4"}
    with world.here.scope():
        text = compose(reminder(world.here, facts=facts), world.here.office).body
    assert "Saturday 2 May 2026 at 00:30" in text
    assert "Rom 4" in text


def test_markup_in_facts_is_text(world):
    facts = FACTS | {"apprentice": "<svg onload=x> & Sønn"}
    with world.here.scope():
        mail = compose(reminder(world.here, facts=facts), world.here.office)
    assert "<svg" not in mail.alternatives[0].content
    assert "<svg onload=x> & Sønn" in mail.body


def test_a_line_break_in_a_name_makes_no_header(world):
    facts = FACTS | {"apprentice": "Kari\r\nBcc: alle@example.test"}
    with world.here.scope():
        mail = compose(reminder(world.here, facts=facts, template="followup/talk_late"), world.here.office)
    assert "\n" not in mail.message()["Subject"]


def test_message_id_follows_the_key(world):
    with world.here.scope():
        one, same, other = (message_id_of(reminder(world.here, key=key)) for key in ("a", "a", "b"))
    assert one == same != other
    assert one.startswith("<") and one.endswith("@okportal.example>")


def test_an_invitations_link_leaves_in_the_mail_and_is_kept_nowhere(world, settings):
    """Who may read sent messages must not be able to take the role that somebody else was invited to."""
    with world.here.scope(Role.ADMINISTRATOR):
        people.invite(
            email="ny@example.test", name="Ny", role=Role.ADMINISTRATOR, by=world.here.member(Role.ADMINISTRATOR)
        )
        waiting = Message.objects.get(to_email="ny@example.test")
        (token,) = waiting.facts["page_arguments"]
        assert token not in preview(waiting, world.here.office)[1]
        page = world.here.client(Role.ADVISOR).get(waiting.get_absolute_url())
        assert token not in page.text
    with running(MailServer(), settings) as server:
        delivery.deliver_batch()
    mail = next(mail for mail in server.taken if "ny@example.test" in str(mail["To"]))
    assert token in mail.get_body("plain").get_content()
    with world.here.scope():
        sent = Message.objects.get(pk=waiting.pk)
    assert token not in str(sent.facts) + sent.body
    assert LEFT_OUT in sent.body


def test_preview_of_what_has_no_template_any_more_is_empty(world):
    with world.here.scope():
        assert preview(reminder(world.here, template="gone/away"), world.here.office) == ("", "")
