"""Which changes of a contract are impossible, and which sentence says so?"""

from datetime import date

import pytest
from django.utils import timezone

from contracts.actions import amending, ending
from contracts.amending.effects import preview
from contracts.amending.filling import fill
from contracts.amending.kinds import Kind
from contracts.models import Amendment, Contract
from contracts.states import AmendmentState as S
from okportal.errors import Refused
from tests.contracts.amending.changes import A_DAY, KINDS

pytestmark = pytest.mark.django_db


def refused(changes, kind, **answers) -> Refused:
    with pytest.raises(Refused) as caught:
        changes.draft(kind, **answers)
    assert not Amendment.objects.filter(kind=kind, state=S.DRAFT, number__gt=1).exists()
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
def test_two_of_a_kind_at_once(changes, kind):
    changes.draft(kind)
    refusal = refused(changes, kind)
    assert "Change 1 of the same kind is under way" in refusal.message
    assert refusal.way_out


def test_one_that_was_withdrawn_leaves_room(changes):
    changes.to(S.WITHDRAWN, changes.draft(Kind.EXTENSION))
    assert changes.draft(Kind.EXTENSION).number == 2


@pytest.mark.parametrize(("days", "field"), [(-500, "from_on"), (900, "from_on")])
def test_a_day_outside_the_training(changes, days, field):
    assert refused(changes, Kind.EXTENSION, from_on=changes.today + days * A_DAY).field == field


def test_an_extension_is_days_or_a_day(changes):
    end_on = changes.contract.end_on + 40 * A_DAY
    assert refused(changes, Kind.EXTENSION, days=None).field == "days"
    assert refused(changes, Kind.EXTENSION, days=5, end_on=end_on).field == "days"


def test_an_extension_ends_later_than_now(changes):
    refusal = refused(changes, Kind.EXTENSION, days=None, end_on=changes.contract.end_on)
    assert (refusal.field, "lasts to" in refusal.message) == ("end_on", True)


def test_an_interruption_says_why(changes):
    assert refused(changes, Kind.INTERRUPTION, absence="").field == "absence"


@pytest.mark.parametrize(("first", "last"), [(10, 20), (-5, 0), (59, 90), (-5, None)])
def test_interruptions_do_not_overlap(changes, first, last):
    changes.in_force(Kind.INTERRUPTION)  # today and 59 days on
    to_on = None if last is None else changes.today + last * A_DAY
    refusal = refused(changes, Kind.INTERRUPTION, from_on=changes.today + first * A_DAY, to_on=to_on)
    assert "Change 1 is an interruption in the same days" in refusal.message


def test_an_interruption_after_another_is_fine(changes):
    changes.in_force(Kind.INTERRUPTION)
    assert changes.draft(Kind.INTERRUPTION, from_on=changes.today + 60 * A_DAY, to_on=changes.today + 90 * A_DAY)


def test_a_resumption_needs_an_interruption(changes):
    assert "No interruption is in force" in refused(changes, Kind.RESUMPTION).message


def test_an_interruption_with_a_last_day_ends_by_itself(changes):
    changes.in_force(Kind.INTERRUPTION)  # today and 59 days on
    refusal = refused(changes, Kind.RESUMPTION, from_on=changes.today + 60 * A_DAY)
    assert ("No interruption is in force" in refusal.message, refusal.field) == (True, "from_on")


@pytest.mark.parametrize(
    ("kind", "answers", "field"),
    [
        (Kind.INTERRUPTION, {"to_on": date(9999, 12, 31)}, "to_on"),
        (Kind.PART_TIME, {"to_on": date(9999, 12, 31)}, "to_on"),
        (Kind.EXTENSION, {"days": None, "end_on": date(9998, 1, 1)}, "end_on"),
        (Kind.TRADE, {"end_on": date(9998, 1, 1)}, "end_on"),
        (Kind.PART_TIME, {"percent": 1}, "end_on"),
        (Kind.EXTENSION, {"days": 3660}, "end_on"),
    ],
)
def test_no_training_lasts_so_long(changes, kind, answers, field):
    refusal = refused(changes, kind, **answers)
    assert (refusal.field, "So long does no training last" in refusal.message) == (field, True)


def test_a_resumption_lies_after_the_first_day(changes):
    changes.in_force(Kind.INTERRUPTION, to_on=None)
    assert refused(changes, Kind.RESUMPTION).field == "from_on"


def test_a_second_resumption_has_nothing_to_end(changes):
    changes.in_force(Kind.INTERRUPTION, from_on=changes.today - 50 * A_DAY, to_on=None)
    changes.in_force(Kind.RESUMPTION)
    assert "No interruption is in force" in refused(changes, Kind.RESUMPTION, from_on=changes.today + A_DAY).message


def test_a_full_position_is_no_part_time(changes):
    refusal = refused(changes, Kind.PART_TIME, percent=100)
    assert (refusal.field, "100 percent on that day already" in refusal.message) == ("percent", True)


def test_part_time_without_percent(changes):
    assert refused(changes, Kind.PART_TIME, percent=None).field == "percent"


def test_two_positions_on_one_day(changes):
    changes.in_force(Kind.PART_TIME, percent=50, to_on=changes.today + 30 * A_DAY)
    refusal = refused(changes, Kind.PART_TIME, percent=60, from_on=changes.today + 10 * A_DAY)
    assert "sets the position in the same days" in refusal.message


def test_last_day_before_the_first(changes):
    assert refused(changes, Kind.PART_TIME, to_on=changes.today - A_DAY).field == "to_on"


def test_the_place_one_is_at(changes):
    where = changes.contract.workplace
    assert refused(changes, Kind.WORKPLACE, new_establishment=None, new_workplace=where).field == "new_workplace"
    assert refused(changes, Kind.WORKPLACE, new_establishment=None, new_workplace="").field == "new_workplace"


def test_another_company_is_no_new_place_of_work(changes, world):
    from companies.models import Company, Establishment
    from okportal.embedded.demo.synthetic import organisation_number

    other = Company.objects.create(
        office=world.here.office, organisation_number=organisation_number(950), name="Annen", county_id="46",
        look_up="not_checked",
    )  # fmt: skip
    place = Establishment.objects.create(office=world.here.office, company=other, name="Der")
    assert refused(changes, Kind.WORKPLACE, new_establishment=place).field == "new_establishment"


def test_the_supervisor_one_has(changes):
    here = changes.office.rows.training_supervisor
    assert refused(changes, Kind.SUPERVISOR, new_supervisor=here).field == "new_supervisor"
    assert refused(changes, Kind.SUPERVISOR, new_supervisor=None).field == "new_supervisor"


def test_a_supervisor_who_has_left(changes):
    from tests.contracts.amending.changes import new_supervisor

    person = new_supervisor(changes.office)
    person.to_on = changes.today - A_DAY
    person.save()
    assert "has left the company" in refused(changes, Kind.SUPERVISOR, new_supervisor=person).message


def test_the_trade_and_the_type_one_has(changes):
    trade = changes.contract.apprenticeship.trade
    assert refused(changes, Kind.TRADE, new_trade=trade).field == "new_trade"
    assert refused(changes, Kind.TYPE, new_kind=changes.contract.kind).field == "new_kind"
    assert refused(changes, Kind.TYPE, new_kind="").field == "new_kind"


def test_not_before_a_later_change_of_the_same(changes):
    changes.in_force(Kind.WORKPLACE)
    refusal = refused(
        changes, Kind.WORKPLACE, new_establishment=None, new_workplace="Før", from_on=changes.today - 9 * A_DAY
    )
    assert "counts from" in refusal.message


def test_an_end_before_the_change(changes):
    refusal = refused(changes, Kind.TYPE, new_kind="on_the_job", from_on=changes.today + 90 * A_DAY)
    assert (refusal.field, "before the change begins" in refusal.message) == ("end_on", True)
    agreed = changes.contract.end_on
    assert changes.draft(Kind.TYPE, new_kind="on_the_job", from_on=changes.today + 90 * A_DAY, end_on=agreed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_contract_that_has_ended(changes, kind):
    ending.complete(contract=changes.contract, ended_on=changes.today, by=changes.advisor)
    assert "Only a contract in force can be changed" in refused(changes, kind).message


def test_a_draft_contract_is_corrected_instead(changes):
    draft = Contract.objects.with_people().get(pk=changes.office.rows.draft.pk)
    with pytest.raises(Refused, match="Only a contract in force"):
        amending.draft_amendment(
            contract=draft, kind=Kind.EXTENSION, by=changes.advisor, **changes.answers(Kind.EXTENSION)
        )


def test_what_is_only_worth_a_thought(changes):
    said = warnings(changes, Kind.SUPERVISOR, signers=[], needs_consent=False, from_on=changes.today - A_DAY)
    assert len(said) == 3
    assert any("Nobody signs" in words for words in said)
    assert warnings(changes, Kind.EXTENSION) == []


def test_a_trade_the_company_is_not_approved_for(changes):
    (said,) = warnings(changes, Kind.TRADE)
    assert "Helsearbeiderfaget" in said


def test_another_day_than_the_reckoned_one(changes):
    end_on = changes.contract.end_on + 3 * A_DAY
    (said,) = warnings(changes, Kind.PART_TIME, end_on=end_on, to_on=changes.today + 9 * A_DAY)
    assert "is another than the reckoned one" in said


def warnings(changes, kind, **answers) -> list[str]:
    contract = changes.contract
    row = fill(Amendment(contract=contract, kind=kind), contract, changes.answers(kind, **answers))
    return preview(contract, row, timezone.localdate()).warnings
