"""A contract in any state at the county, written plainly."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def at(here):
    """`at(state)`: the first office's second contract in that state; starts in twenty days unless told otherwise."""
    from contracts.models import Contract

    def place(state, **values):
        today = timezone.localdate()
        dates = {"start_on": today + timedelta(days=20), "end_on": today + timedelta(days=700)}
        Contract.objects.filter(pk=here.rows.draft.pk).update(state=state, **dates | values)
        return Contract.objects.with_people().get(pk=here.rows.draft.pk)

    return place


@pytest.fixture
def rule(here):
    """The county's figures: 14 days to send, 10 to answer, 4 weeks to decide."""
    from okportal.offices.models import CountyRule
    from tests.world import COUNTY

    CountyRule.objects.filter(county_id=COUNTY).delete()
    return CountyRule.objects.create(
        county_id=COUNTY, valid_from="2020-01-01", send_days=14, answer_days=10, decision_weeks=4
    )
