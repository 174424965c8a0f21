"""Can each mail be written in each language?"""

from datetime import timedelta

from contracts import actions
from contracts.actions import deadlines, rounds
from contracts.states import ContractState as S
from okportal.outbox.delivery import compose
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of, mails


def test_mails_can_be_written_in_each_language(road, advisor, member, here):
    contract, apprentice = road.to(S.WITH_PARTIES), member(Role.APPRENTICE)
    rounds.flag(party=road.party("company"), comment="Feil <lønn>", by=member(Role.TRAINING_SUPERVISOR))
    contract = road.to(S.WITH_PARTIES)
    deadlines.remind(round=contract.round, by=advisor)
    deadlines.prolong(round=contract.round, sign_by_on=contract.round.sign_by_on + timedelta(days=3), by=advisor)
    actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=apprentice)
    rounds.decline(party=road.party("company"), reason="Nei", by=member(Role.TRAINING_SUPERVISOR))
    road.to(S.WITH_PARTIES)
    actions.take_back(contract=road.contract, reason="Feil <dato>", by=advisor)
    road.to(S.APPROVED)
    messages = Message.objects.filter(template__startswith="contracts/")
    assert {message.template.removeprefix("contracts/") for message in messages} == {
        "check_request", "sign_request", "reminder", "prolonged", "flagged", "declined", "taken_back", "signed_copy",
        "approved",
    }  # fmt: skip
    for message in messages:
        for language in ("nb", "nn", "en"):
            message.language = language
            mail = compose(message, here.office)
            assert "/fjord/kontrakter/" in mail.body
            assert "\n" not in mail.subject
            assert "&lt;" not in mail.body


def test_mail_about_what_all_had_signed_promises_no_correction(road, advisor, here):
    actions.take_back(contract=road.to(S.SIGNED), reason="Lærlingen trekker seg", by=advisor)
    message = mails("taken_back").first()
    message.language = "en"
    mail = compose(message, here.office)
    assert "is taken back" in mail.subject
    assert "which all had signed" in mail.body
    assert "Lærlingen trekker seg" in mail.body
    assert "to correct it" not in mail.body


def test_the_mail_to_one_without_login_carries_a_link_that_is_kept_nowhere(draft, advisor, here):
    person = here.rows.planned.supervisor
    person.user, person.email, person.name = None, "ny.leder@fjord.example", "Nils Leder"
    person.save()
    actions.send(contract=draft, version=draft.version, by=advisor)
    message = mails("check_request").get(to_email=person.email)
    mail = compose(message, here.office)
    (token,) = message.facts["page_arguments"]
    assert token in mail.body
    assert token not in mail.kept_text


def test_each_party_reads_their_own_language(draft, advisor, here):
    apprentice = here.rows.apprentice
    apprentice.language = "nn"
    apprentice.save()
    actions.send(contract=draft, version=draft.version, by=advisor)
    assert mails("check_request").get(to_email=apprentice.email).language == "nn"
