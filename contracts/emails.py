"""Which mail goes to a party of a contract, and what does it say?"""

from django.utils import translation

from contracts.models import Contract, Party, SigningRound
from contracts.signing.links import may_use_link
from contracts.states import RoundState
from okportal.outbox.actions import enqueue
from okportal.outbox.models import Message

LINK_PAGE = "contracts:open_link"  # where a signer without a login gets in
LONGEST_NAME = Message._meta.get_field("to_name").max_length


def ask_to_check(round: SigningRound, party: Party, *, token="", is_invited=False):
    """The party reads their own part before anyone signs. `is_invited`: a mail with a login is on its way as well."""
    _of_round(round, party, "check_request", "contracts:check", token=token, is_invited=is_invited)


def ask_to_sign(round: SigningRound, party: Party, *, token="", is_invited=False):
    """It is this party's turn. `token` opens the page without a login."""
    _of_round(round, party, "sign_request", sign_page(round, party), token=token, is_invited=is_invited)


def remind(round: SigningRound, party: Party, serial: int, *, token="", is_check=False):
    """Once more; `serial` tells one reminder from the next."""
    page = "contracts:check" if is_check else sign_page(round, party)
    _of_round(round, party, "reminder", page, serial=serial, token=token, is_check=is_check)


def prolonged(round: SigningRound, party: Party, *, token="", is_check=False):
    """There is more time."""
    page = "contracts:check" if is_check else sign_page(round, party)
    _of_round(round, party, "prolonged", page, serial=f"{round.sign_by_on:%Y%m%d}", token=token, is_check=is_check)


def signed_copy(round: SigningRound, party: Party, *, token="", serial=""):
    """All have signed; the contract goes to the county. Whoever has no login gets this with a link of their own."""
    if token or party.user_id or not may_use_link(party):
        _of_round(round, party, "signed_copy", "contracts:detail", serial=serial, token=token)


def flagged(round: SigningRound, party: Party, *, by_name: str):
    """Somebody else says that it is not right; what they wrote goes to the office alone."""
    _of_round(round, party, "flagged", "contracts:list", by_name=by_name, had_signed=party.signed_at is not None)


def declined(round: SigningRound, party: Party, *, by_name: str):
    """Somebody else will not sign; why, goes to the office alone."""
    _of_round(round, party, "declined", "contracts:list", by_name=by_name, had_signed=party.signed_at is not None)


def taken_back(round: SigningRound, party: Party, *, by_name: str, reason: str = ""):
    """The office takes it back; what was signed holds no longer.

    `reason`: for a round that all have signed, which keeps none itself.
    """
    facts = {
        "reason": reason or round.close_reason, "had_signed": party.signed_at is not None, "by_name": by_name,
        "all_signed": round.state == RoundState.SIGNED,
    }  # fmt: skip
    _of_round(round, party, "taken_back", "contracts:list", **facts)


def approved(contract: Contract, party: Party):
    key = f"contract:{contract.pk}:approved:{contract.version}:{party.role}"
    _to(contract, party, "approved", "contracts:detail", key=key, case_number=contract.case_number)


def sign_page(round: SigningRound, party: Party) -> str:
    """URL name of where this party signs this document."""
    if round.amendment_id:
        return "contracts:sign_round"
    return "contracts:sign_for_office" if party.role == Party.Role.OFFICE else "contracts:sign"


def _of_round(round, party, name, page, *, serial="", **facts):
    """One mail a party, kind and round, and `serial` where there may be several."""
    with translation.override(party.language):
        amendment = str(round.amendment) if round.amendment_id else ""
    facts |= {
        "sign_by": f"{round.sign_by_on:%d.%m.%Y}" if round.sign_by_on else "", "role": str(party.role),
        "amendment": amendment,
    }  # fmt: skip
    key = f"round:{round.pk}:{name}:{party.role}:{serial}".rstrip(":")
    about_id = round.pk if page == "contracts:sign_round" else round.contract_id
    _to(round.contract, party, name, page, key=key, about_id=about_id, **facts)


def _to(contract, party, name, page, *, key, about_id=None, token="", **facts):
    if not party.email:
        return
    if token:
        page, about_id, facts = LINK_PAGE, None, facts | {"page_arguments": [token]}
    elif page == "contracts:list":
        about_id = None
    else:
        about_id = about_id or contract.pk
    apprenticeship = contract.apprenticeship
    enqueue(
        office_id=contract.office_id, key=key, template=f"contracts/{name}", to_email=party.email,
        to_name=party.name[:LONGEST_NAME], language=party.language, page=page, about_id=about_id,
        facts={
            "number": contract.number, "apprentice": apprenticeship.apprentice.name,
            "trade": apprenticeship.trade.name, "company": contract.whose.company.name,
            "start": f"{contract.start_on:%d.%m.%Y}", "end": f"{contract.end_on:%d.%m.%Y}", **facts,
        },
    )  # fmt: skip


LINK_PAGE = "contracts_link:open"
