"""Is it said whether a company may train somebody here, why not, and what would help?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.approved import judge
from companies.models import Approval, Establishment
from companies.states import ApprovalState
from okportal.curricula.models import Trade
from okportal.offices.models import County
from tests.world import COUNTY, TRADE

S, TODAY = ApprovalState, timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def ask(here):
    """`ask(place)`: the verdict about the world's company, trade and county today."""

    def asked(place=None, county=COUNTY):
        return judge(
            company=here.rows.company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk=county),
            place=place, day=TODAY,
        )  # fmt: skip

    return asked


def change(here, **facts):
    Approval.objects.filter(pk=here.rows.approval.pk).update(**facts)


def test_an_approval_for_the_whole_company_covers_every_place(here, ask):
    assert ask().is_approved
    assert ask(here.rows.establishment).is_approved


def test_one_for_a_place_covers_this_place_only(here, ask):
    other = Establishment.objects.create(office=here.office, company=here.rows.company, name="Sør")
    change(here, establishment=here.rows.establishment)
    assert ask(here.rows.establishment).is_approved
    elsewhere, nowhere = ask(other), ask()
    assert not elsewhere.is_approved
    assert "Fjord avdeling nord, not at Sør" in elsewhere.reason
    assert not nowhere.is_approved
    assert "Fjord avdeling nord" in nowhere.reason
    assert "which place of work" in nowhere.way_out


def test_another_county_is_no_approval(ask):
    found = ask(county="03")
    assert not found.is_approved
    assert found.reason == "Fjord barnehager is not approved for Barne- og ungdomsarbeiderfaget in Oslo."
    assert found.url.endswith("/godkjenninger/")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": S.PREPARING}, "is not sent yet"),
        ({"state": S.APPLIED, "applied_on": TODAY}, "the county has not answered"),
        ({"state": S.APPLIED}, "has applied"),
        ({"state": S.WITH_BOARD, "with_board_on": TODAY}, "board has had the application"),
        ({"state": S.WITH_BOARD}, "is with the vocational training board"),
        ({"state": S.REFUSED}, "refused"),
        ({"state": S.WITHDRAWN}, "was withdrawn"),
        ({"state": S.LAPSED}, "lapsed after two years"),
        ({"from_on": TODAY + DAY}, "only"),
        ({"to_on": TODAY - DAY}, "ran out"),
    ],
)
def test_each_status_is_explained_with_a_way_out(here, ask, facts, reason):
    change(here, **facts)
    found = ask()
    assert not found.is_approved
    assert reason in found.reason
    assert found.way_out
    assert found.url.endswith(f"/godkjenninger/{here.rows.approval.pk}/")


@pytest.mark.parametrize("facts", [{"from_on": TODAY}, {"to_on": TODAY}])
def test_the_first_and_the_last_day_count(here, ask, facts):
    change(here, **facts)
    assert ask().is_approved


def test_limits_are_told_unless_a_full_approval_covers_it_too(here, ask):
    change(here, state=S.LIMITED, limits="Bare TAF", establishment=here.rows.establishment)
    assert ask(here.rows.establishment).limits == "Bare TAF"
    Approval.objects.create(
        office=here.office, company=here.rows.company, trade_id=TRADE, county_id=COUNTY, state=S.APPROVED, from_on=TODAY
    )
    assert ask(here.rows.establishment).limits == ""


def test_what_is_on_its_way_explains_more_than_what_is_over(here, ask):
    change(here, state=S.WITHDRAWN)
    Approval.objects.create(
        office=here.office, company=here.rows.company, trade_id=TRADE, county_id=COUNTY, state=S.APPLIED,
        establishment=here.rows.establishment,
    )  # fmt: skip
    assert "has applied" in ask(here.rows.establishment).reason
    assert "was withdrawn" in ask().reason


def test_another_offices_approval_is_not_ours(world, here, ask):
    change(here, state=S.WITHDRAWN)
    with world.there.scope():
        assert Approval.objects.get().state == S.APPROVED
    assert not ask().is_approved
