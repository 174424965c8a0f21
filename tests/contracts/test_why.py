"""Does the page say why a training period ends when it does, to those who may know?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from contracts.models import Contract, Handover, KeptLedger
from contracts.reckoning.keeping import keep_ledger
from contracts.views.why import sees_absence
from okportal.permissions import Role
from tests.contracts.given import absence, amendment, changed, loaded

SEEING = (Role.ADVISOR, Role.APPRENTICE, Role.TRAINING_SUPERVISOR)


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


def test_days_away_are_told_to_those_who_may_know(world):
    """A party who sees the contract, and no longer the apprentice, learns nothing of absence."""
    cast, contract = world.here, world.here.rows.contract
    with cast.scope():
        absence(contract, cast.member(Role.ADVISOR), contract.start_on, contract.start_on + timedelta(days=49))
        keep_ledger(contract=loaded(contract), why="sent")
    for role in (Role.ADVISOR, Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE):
        assert "Illness from" in page(cast, role, contract).content.decode(), role
        assert "Reckoned before" in page(cast, role, contract).content.decode(), role
    with cast.scope():
        Apprenticeship.objects.filter(pk=contract.apprenticeship_id).update(supervisor=None)
    shown = page(cast, Role.TRAINING_SUPERVISOR, contract)
    assert shown.status_code == 200
    assert "Illness from" not in shown.content.decode()
    assert "Reckoned before" not in shown.content.decode()
    with cast.scope():
        kept = KeptLedger.objects.get(contract=contract)
    url = cast.url(f"kontrakter/{contract.pk}/hvorfor/{kept.pk}/")
    assert cast.client(Role.TRAINING_SUPERVISOR).get(url).status_code == 404
    overview = cast.client(Role.TRAINING_SUPERVISOR).get(cast.url(f"kontrakter/{contract.pk}/"))
    assert "Illness from" not in overview.content.decode()
    assert "Illness from" in cast.client(Role.APPRENTICE).get(url).content.decode()


def test_kept_reckonings_open_as_they_were(world):
    cast, contract = world.here, world.here.rows.contract
    with cast.scope():
        kept = keep_ledger(contract=loaded(contract), why="sent")
        changed(contract, months=12)
    url = cast.url(f"kontrakter/{contract.pk}/hvorfor/{kept.pk}/")
    assert "24 months of training" in cast.client(Role.READER).get(url).content.decode()
    assert "12 months of training" in page(cast, Role.READER, contract).content.decode()
    other = cast.url(f"kontrakter/{cast.rows.draft.pk}/hvorfor/{kept.pk}/")
    assert cast.client(Role.READER).get(other).status_code == 404
    assert world.there.client(Role.ADVISOR).get(url).status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"what": "interruption", "from_on": 10, "to_on": 19}, "10 days later than now"),
        ({"what": "extension", "days": 45}, "45 days later than now"),
        ({"what": "part_time", "from_on": 10, "to_on": 29, "percent": 50}, "10 days later than now"),
    ],
)
def test_what_if_tells_what_would_change_and_saves_nothing(world, asked, said):
    cast, contract = world.here, world.here.rows.contract
    query = dated(contract, asked)
    client, url = cast.client(Role.ADVISOR), cast.url(f"kontrakter/{contract.pk}/hvorfor/")
    whole = client.get(url, query).content.decode()
    part = client.get(url, query, headers={"HX-Request": "true"}).content.decode()
    for shown in (whole, part):
        assert said in shown
        assert "New" in shown
    assert "<html" not in part
    with cast.scope():
        assert not contract.amendments.exists()
        assert Contract.objects.get(pk=contract.pk).end_on == contract.end_on


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "interruption"}, {"what": "interruption", "from_on": 10}, {"what": "part_time", "from_on": 3},
        {"what": "interruption", "from_on": 10, "to_on": 3}, {"what": "extension"}, {"what": "trade"},
        {"what": "extension", "days": 3, "to_on": 9}, {"what": "extension", "days": 99999},
        {"what": "interruption", "from_on": 1, "to_on": 9000}, {"what": "extension", "to_on": 9000},
    ],
)  # fmt: skip
def test_what_if_says_what_it_lacks(world, asked):
    cast, contract = world.here, world.here.rows.contract
    url = cast.url(f"kontrakter/{contract.pk}/hvorfor/")
    shown = cast.client(Role.ADVISOR).get(url, dated(contract, asked))
    assert shown.status_code == 200
    assert shown.context["form"].errors
    assert "what_if" not in shown.context


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_what_if_is_for_the_office(world, role):
    contract = world.here.rows.contract
    url = world.here.url(f"kontrakter/{contract.pk}/hvorfor/")
    shown = world.here.client(role).get(url, {"what": "extension", "days": 45}).content.decode()
    assert "later than now" not in shown
    assert "Nothing is saved" not in shown


def dated(contract, asked) -> dict:
    """Numbers of days after the first become days."""
    return {
        name: (contract.start_on + timedelta(days=value)).isoformat() if name.endswith("_on") else value
        for name, value in asked.items()
    }


def test_a_draft_without_a_first_day_has_no_such_page(world):
    assert page(world.here, Role.ADVISOR, world.here.rows.draft).status_code == 404


def test_another_office_knows_of_none(world):
    assert page(world.there, Role.ADMINISTRATOR, world.here.rows.contract).status_code == 404


def test_the_next_company_learns_nothing_of_absence_under_the_contract_that_was_left(world):
    """The apprentice does, and so does the office."""
    cast, contract = world.here, world.here.rows.contract
    with cast.scope():
        advisor = cast.member(Role.ADVISOR)
        row = amendment(contract, "interruption", contract.start_on, to_on=advisor.today, reason="Ryggoperasjon")
        absence(contract, advisor, contract.start_on, contract.start_on + timedelta(days=49))
        make_left(contract, advisor)
        answers = {role: sees_absence(cast.member(role), loaded(contract)) for role in SEEING}
    assert answers == {Role.ADVISOR: True, Role.APPRENTICE: True, Role.TRAINING_SUPERVISOR: False}
    shown = page(cast, Role.TRAINING_SUPERVISOR, contract)
    assert shown.status_code == 200
    assert "Illness from" not in shown.content.decode()
    told = cast.client(Role.TRAINING_SUPERVISOR).get(cast.url(f"kontrakter/{contract.pk}/endringer/{row.pk}/"))
    assert told.status_code == 200
    assert "Ryggoperasjon" not in told.content.decode()


def make_left(contract, by):
    """As if the company that sees the training now had it from the one that is named in the change."""
    training = contract.apprenticeship
    Handover.objects.create(
        office_id=contract.office_id, contract=contract, old_company=training.company, new_company=training.company,
        state="done", on=by.today, reason="moved", done_at=timezone.now(),
    )  # fmt: skip
