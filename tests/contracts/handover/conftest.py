"""A second company that may take over the world's running apprenticeship, and a change taken to any step."""

from datetime import timedelta

import pytest


@pytest.fixture
def other(here, advisor):
    """Approved for the trade, with agreement, place, supervisor (with login) and instructor."""
    from tests.contracts.handover.other import make_other

    return make_other(here, advisor.today)


@pytest.fixture
def contract(here):
    """In force for ten months, with fourteen left."""
    from contracts.models import Contract

    return Contract.objects.with_people().get(pk=here.rows.contract.pk)


@pytest.fixture
def way(contract, other, advisor):
    """`way.drafted()`, `.filled(on)`, `.planned(on)`, `.done(on)`: the Handover of the world's contract."""
    from tests.contracts.handover.other import Way

    return Way(contract, other, advisor)


@pytest.fixture
def soon(advisor):
    return advisor.today + timedelta(days=40)
