"""The first office with its people, and a contract in each state.

Models are imported inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture
def here(world):
    """The first office, entered."""
    with world.here.scope():
        yield world.here


@pytest.fixture
def member(here):
    """`member(Role.ADVISOR)`: the Member of that role."""
    return here.member


@pytest.fixture
def advisor(member):
    return member("advisor")


@pytest.fixture
def draft(here, advisor):
    """A draft that lacks nothing, for the apprenticeship without a contract in force."""
    from tests.contracts.stages import fill_in

    return fill_in(here.rows.draft, advisor)


@pytest.fixture
def road(draft, advisor, member):
    """`road.to(state)` takes the draft there and gives the contract."""
    from tests.contracts.stages import Road

    return Road(draft, advisor, member)


@pytest.fixture
def browse(here):
    """`browse(Role.ADVISOR)`: a browser logged in as that role."""
    return here.client
