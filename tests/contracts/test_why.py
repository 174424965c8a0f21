"""Does the page say why a training period ends when it does, to those who may know?"""

from datetime import timedelta

import pytest

from contracts.models import Contract
from okportal.permissions import Role


def page(cast, role, contract):
    return cast.client(role).get(cast.url(f"kontrakter/{contract.pk}/hvorfor/"))


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_every_step_is_told_with_its_rule(world, role):
    answer = page(world.here, role, world.here.rows.contract)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "24 months of training" in text
    assert "opplæringslova § 7-2" in text


def test_an_agreed_day_that_differs_is_flagged(world):
    contract = world.here.rows.contract
    assert "The agreed last day" not in page(world.here, Role.ADVISOR, contract).content.decode()
    with world.here.scope():
        Contract.objects.filter(pk=contract.pk).update(end_on=contract.end_on + timedelta(days=30))
    assert "The agreed last day" in page(world.here, Role.ADVISOR, contract).content.decode()


def test_a_draft_without_a_first_day_has_no_such_page(world):
    assert page(world.here, Role.ADVISOR, world.here.rows.draft).status_code == 404


def test_another_office_knows_of_none(world):
    assert page(world.there, Role.ADMINISTRATOR, world.here.rows.contract).status_code == 404
