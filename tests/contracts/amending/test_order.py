"""Does the order in which changes come into force matter for the last day?"""

from itertools import permutations

import pytest
from django.db.transaction import atomic, savepoint, savepoint_rollback
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.amending.kinds import Kind
from contracts.models import Amendment
from tests.contracts.amending.changes import A_DAY

pytestmark = pytest.mark.django_db
lengths = st.integers(min_value=1, max_value=80)
percents = st.integers(min_value=10, max_value=100)


@given(away=lengths, percent=percents, part_time=lengths, position=st.integers(10, 99), days=lengths)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_the_same_end(changes, away, percent, part_time, position, days):
    first = changes.today - 200 * A_DAY
    made = {
        Kind.INTERRUPTION: {"from_on": first, "to_on": first + away * A_DAY, "percent": percent},
        Kind.PART_TIME: {
            "from_on": first + 30 * A_DAY, "to_on": first + (30 + part_time) * A_DAY, "percent": position
        },
        Kind.EXTENSION: {"days": days},
    }  # fmt: skip
    ends = set()
    for order in list(permutations(made))[::2]:
        with atomic():
            point = savepoint()
            for kind in order:
                changes.in_force(kind, **made[kind])
            ends.add(changes.contract.end_on)
            savepoint_rollback(point)
    assert len(ends) == 1


def test_drafted_in_one_order_and_in_force_in_the_other(changes):
    """What was agreed first comes into force last: both count in full."""
    end_on = changes.contract.end_on
    later = changes.draft(Kind.EXTENSION, days=20, signers=[], needs_consent=False)
    Amendment.objects.filter(pk=later.pk).update(state="agreed")
    changes.in_force(
        Kind.INTERRUPTION, from_on=changes.today - 70 * A_DAY, to_on=changes.today - 31 * A_DAY
    )  # fmt: skip
    changes.apply(later)
    assert changes.contract.end_on == end_on + 60 * A_DAY
