"""Is there a paper for everything that the county wants to see?"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.problems.problem import APPRENTICE, COMPANY, OFFICE, Problem, at_step
from contracts.types import type_of

Paper = ContractPaper.Kind
# Who has it, for what the office does not write itself.
WHO = {
    Paper.EMPLOYMENT: COMPANY, Paper.TRANSCRIPT: APPRENTICE, Paper.CERTIFICATE: APPRENTICE, Paper.EMPLOYER: APPRENTICE,
    Paper.PRIOR_LEARNING: APPRENTICE,
}  # fmt: skip


def problems(contract: Contract, today: datetime.date) -> Iterator[Problem]:
    yield from _credits(contract)
    here = {paper.kind for paper in contract.papers.all()}
    row = type_of(contract)
    for kind in [*row.demanded, *row.usual]:
        if kind not in here:
            label, is_demanded = Paper(kind).label, kind in row.demanded
            yield Problem(
                f"no_{kind}", _("A paper is missing: %(paper)s.") % {"paper": label}, is_blocker=is_demanded,
                way_out=_("The county authority takes no contract of this type without it.") if is_demanded
                else _("The county authority usually asks for it."),
                who=WHO.get(kind, OFFICE), ask=str(label) if kind in WHO else "", **at_step(contract, "papirer"),
            )  # fmt: skip


def _credits(contract) -> Iterator[Problem]:
    """What shortens the training must be shown (regulation §§ 6-5–6-12); payslips do not do (domain § 3)."""
    for credit in contract.credits.all():
        if credit.paper_id:
            continue
        what = credit.get_kind_display()
        who = OFFICE if credit.kind == ContractCredit.Kind.AGREED else APPRENTICE
        yield Problem(
            "credit_without_paper", _("No paper shows the credit: %(what)s.") % {"what": what},
            way_out=_("Add diploma, certificate or employer's certificate to the credit; payslips do not do."),
            who=who,
            ask=_("The paper that shows: %(what)s") % {"what": what} if who != OFFICE else "",
            **at_step(contract, "periode"),
        )  # fmt: skip
