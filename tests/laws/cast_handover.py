"""Which changes of company does a cast have?"""

from datetime import timedelta

from django.utils import timezone

from contracts.models import Handover
from contracts.states import ContractState, HandoverState
from okportal.permissions import Role
from okportal.todo.models import Task


def add_handovers(cast, today):
    """One in every state. Of the one in draft the company is asked for its closing assessment."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    ended = next(row for row in rows.contracts if row.state == ContractState.ENDED)
    contracts = {
        HandoverState.DRAFT: rows.draft, HandoverState.PLANNED: rows.contract, HandoverState.DONE: ended,
        HandoverState.CANCELLED: rows.contract,
    }  # fmt: skip
    new_company = rows.companies[-1]
    rows.handovers = [
        Handover.objects.create(
            office=office, contract=contract, state=state, reason="moved", note=f"{mark} forklaring",
            on=today + timedelta(days=20), old_company=rows.company, old_supervisor=rows.training_supervisor,
            new_company=new_company, assessment=f"{mark} vurdering", file=rows.file,
            aims=[{"code": "T1", "text": f"{mark} maal", "is_done": False}], created_by=cast.users[Role.ADVISOR],
            done_at=timezone.now() if state == HandoverState.DONE else None,
        )
        for state, contract in contracts.items()
    ]  # fmt: skip
    draft = rows.handovers[0]
    Task.objects.create(
        office=office, key=draft.task_key, kind="contracts/closing_assessment", page="contracts:change_company",
        about_id=draft.contract_id, facts={"apprentice": mark, "name": mark, "company": mark},
    )  # fmt: skip
