"""What is a signer written who signs by link: the link anew, and the code?"""

from contracts.emails import LINK_PAGE, LONGEST_NAME
from contracts.models import Contract, Party, SigningLink
from contracts.signing.links import CODE_TEMPLATE, CODE_VALID
from okportal.outbox.actions import enqueue
from okportal.people.actions import token_hash


def new_link(party: Party, token: str):
    """Another link, to the address that the round was sent to."""
    contract = Contract.objects.select_related("apprenticeship__apprentice").get(pk=party.contract_id)
    sign_by = party.round.sign_by_on
    enqueue(
        office_id=party.office_id, key=f"signing_link:{token_hash(token)}", template="contracts/new_link",
        to_email=party.email, to_name=party.name[:LONGEST_NAME], language=party.language, page=LINK_PAGE,
        facts={
            "number": contract.number, "apprentice": contract.apprenticeship.apprentice.name,
            "sign_by": str(sign_by) if sign_by else "", "page_arguments": [token],
        },
    )  # fmt: skip


def code(link: SigningLink, code: str, *, serial: int):
    """The code, by the link's channel; not sent any more once it has run out."""
    party = link.party
    is_sms = link.code_channel == SigningLink.Channel.SMS
    enqueue(
        office_id=link.office_id, key=f"signing_code:{link.pk}:{serial}", template=CODE_TEMPLATE,
        to_phone=party.phone if is_sms else "", to_email="" if is_sms else party.email,
        to_name=party.name[:LONGEST_NAME], language=party.language,
        facts={
            "secret": code, "minutes": CODE_VALID.seconds // 60, "good_until": link.code_expires_at.isoformat(),
        },
    )  # fmt: skip
