"""What are those told by mail whose contract has ended?"""

from contracts.models import Letter
from okportal.outbox.actions import enqueue
from okportal.outbox.models import Message

LONGEST_NAME = Message._meta.get_field("to_name").max_length


def letter_ready(letter: Letter):
    """To the apprentice: a letter or the certificate lies on the contract's page. The letter itself is not mailed."""
    contract = letter.contract
    apprentice = contract.apprenticeship.apprentice
    if not apprentice.email:
        return
    enqueue(
        office_id=letter.office_id, key=f"letter:{letter.pk}", template="contracts/letter_ready",
        to_email=apprentice.email, to_name=apprentice.name[:LONGEST_NAME], language=apprentice.language,
        page="contracts:detail", about_id=contract.pk,
        facts={"number": contract.number, "is_attest": letter.kind == Letter.Kind.ATTEST},
    )  # fmt: skip
