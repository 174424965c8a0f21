"""What is one thing that stands in the way?"""

from dataclasses import dataclass

from contracts.models import Contract
from okportal.offices.scope import office_url

OFFICE, COMPANY, APPRENTICE = "office", "company", "apprentice"


@dataclass(frozen=True)
class Problem:
    """One sentence about what is wrong, what would mend it, and where (`url`; `step` is the wizard's).

    `who` can supply it; `ask` is what they are asked for in a mail, "" for what is not asked for by mail. Both in the
    language that was on when it was found.
    """

    code: str
    message: str
    is_blocker: bool = True
    way_out: str = ""
    url: str = ""
    step: str = ""
    who: str = OFFICE
    ask: str = ""


def at_step(contract: Contract, slug: str) -> dict:
    return {"url": office_url("contracts:step", contract.pk, slug), "step": slug}
