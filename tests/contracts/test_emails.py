"""Can each mail be written in each language?"""

from contracts import actions
from contracts.states import ContractState as S
from okportal.outbox.delivery import compose
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.stages import HOW


def test_mails_can_be_written_in_each_language(road, advisor, member, here):
    contract = road.to(S.WITH_PARTIES)
    sha256 = contract.unsigned_file.sha256
    actions.confirm_and_sign(contract=contract, sha256=sha256, how=HOW, by=member(Role.APPRENTICE))
    actions.take_back(contract=contract, reason="Feil <dato>", by=advisor)
    road.to(S.APPROVED)
    messages = Message.objects.filter(template__startswith="contracts/")
    assert {message.template for message in messages} == {
        "contracts/sign_request", "contracts/taken_back", "contracts/signed_copy", "contracts/approved",
    }  # fmt: skip
    for message in messages:
        for language in ("nb", "nn", "en"):
            message.language = language
            mail = compose(message, here.office)
            assert "/fjord/kontrakter/" in mail.body
            assert "\n" not in mail.subject
            assert "&lt;" not in mail.body
