"""Which mail goes to a party of a contract, and what does it say?"""

from contracts.models import Contract, Party
from okportal.outbox.actions import enqueue
from okportal.outbox.models import Message

LONGEST_NAME = Message._meta.get_field("to_name").max_length


def ask_to_sign(contract: Contract, party: Party, *, is_invited=False):
    """It is this party's turn. `is_invited`: a mail with a login is on its way as well."""
    page = "contracts:sign_for_office" if party.role == Party.Role.OFFICE else "contracts:sign"
    _to(party, contract, "sign_request", page, is_invited=is_invited, role=party.role)


def signed_copy(contract: Contract, party: Party):
    """All have signed; the contract goes to the county."""
    _to(party, contract, "signed_copy", "contracts:detail")


def taken_back(contract: Contract, party: Party, reason: str):
    """The office corrects the contract; what was signed holds no longer."""
    _to(party, contract, "taken_back", "contracts:list", reason=reason, had_signed=party.signed_at is not None)


def approved(contract: Contract, party: Party):
    _to(party, contract, "approved", "contracts:detail", case_number=contract.case_number)


def _to(party, contract, name, page, **facts):
    """One mail a party, kind and round; `contract.version` tells the rounds apart."""
    if not party.email:
        return
    apprenticeship = contract.apprenticeship
    enqueue(
        office_id=contract.office_id, key=f"contract:{contract.pk}:{name}:{contract.version}:{party.role}",
        template=f"contracts/{name}", to_email=party.email, to_name=party.name[:LONGEST_NAME],
        language=party.language,
        page=page, about_id=None if page == "contracts:list" else contract.pk,
        facts={
            "number": contract.number, "apprentice": apprenticeship.apprentice.name,
            "trade": apprenticeship.trade.name, "company": apprenticeship.company.name,
            "start": f"{contract.start_on:%d.%m.%Y}", "end": f"{contract.end_on:%d.%m.%Y}",
            "sign_by": f"{contract.sign_by_on:%d.%m.%Y}" if contract.sign_by_on else "", **facts,
        },
    )  # fmt: skip
