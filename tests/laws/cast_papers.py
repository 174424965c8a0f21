"""Which templates and bundles of contracts does a cast have?"""

from django.utils import timezone

from contracts.models import Bundle, PaperTemplate
from contracts.states import BundleState
from okportal.permissions import Role
from tests.world import add_file


def add_templates_and_bundles(cast):
    """A template with a logo, and a bundle in every state."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    rows.paper_templates = [
        PaperTemplate.objects.create(
            office=office, name=f"{mark} mal", remarks=f"{mark} merknad", terms=f"{mark} vilkår", logo=add_file(cast)
        )
    ]
    rows.bundles = [
        Bundle.objects.create(
            office=office, title=f"{mark} kontrakter", state=state, contract_ids=[rows.contract.pk],
            made_by=cast.users[Role.ADVISOR], failures=[[rows.contract.pk, f"{mark} nummer", f"{mark} feil"]],
            file=add_file(cast) if state == BundleState.READY else None,
            ready_at=timezone.now() if state == BundleState.READY else None,
        )
        for state in BundleState
    ]  # fmt: skip
