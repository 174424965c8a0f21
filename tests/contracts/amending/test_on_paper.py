"""Does the page of a change say what stood on the paper that was signed, whatever came in force since?"""

import pytest
from django.utils.translation import override

from contracts.amending.kinds import Kind
from contracts.amending.on_paper import rows_shown, rows_to_sign
from contracts.amending.words import rows_of
from contracts.states import AmendmentState as S
from okportal.permissions import Role
from tests.contracts.amending.changes import A_DAY, fresh
from tests.contracts.stages import address

pytestmark = pytest.mark.django_db


def before_of(rows) -> list[str]:
    return [row.before for row in rows]


def on_paper(row) -> list[str]:
    """In the contract's language, which is the paper's."""
    return row.rounds.latest("number").content


@pytest.mark.parametrize("state", [S.SIGNED, S.AT_COUNTY, S.AGREED])
def test_signed_it_says_what_was_signed(changes, browse, state):
    """An extension has come in force since: the change that waits began from the last day before that."""
    later = changes.today + 20 * A_DAY
    row = changes.to(state, changes.draft(Kind.PART_TIME, percent=80, from_on=later))
    signed = rows_shown(row, changes.contract)
    changes.in_force(Kind.EXTENSION, days=30)
    row = fresh(row)
    assert before_of(rows_of(row, changes.contract)) != before_of(signed)
    with override("nb"):
        shown = rows_shown(row, changes.contract)
        for one in shown:
            assert f'"{one.before}"' in on_paper(row) and f'"{one.after}"' in on_paper(row)
    page = browse(Role.ADVISOR).get(address(changes.contract, f"endringer/{row.pk}/"))
    assert [one.before for one in page.context["rows"]] == before_of(shown)


def test_as_long_as_nothing_has_moved_it_is_in_the_readers_language(changes):
    row = changes.to(S.SIGNED, changes.draft(Kind.PART_TIME, percent=80))
    with override("en"):
        assert rows_shown(row, changes.contract)[0].label == "Position"
    with override("nb"):
        assert rows_shown(row, changes.contract)[0].label == "Stilling"


def test_a_draft_follows_the_contract_and_what_is_in_force_has_kept_its_own(changes):
    row = changes.draft(Kind.PART_TIME, percent=80, from_on=changes.today + 20 * A_DAY)
    changes.in_force(Kind.EXTENSION, days=30)
    assert rows_shown(fresh(row), changes.contract) == rows_of(fresh(row), changes.contract)
    applied = changes.in_force(Kind.WORKPLACE)
    assert rows_shown(applied, changes.contract) == rows_of(applied, changes.contract)


def test_why_somebody_is_away_stays_with_those_who_may_know(changes):
    later = changes.today + 20 * A_DAY
    row = changes.to(S.SIGNED, changes.draft(Kind.INTERRUPTION, from_on=later, to_on=later + 40 * A_DAY))
    changes.in_force(Kind.EXTENSION, days=30)
    row = fresh(row)
    assert len(rows_shown(row, changes.contract)) == len(rows_shown(row, changes.contract, tells_absence=False)) + 1


def test_who_signs_reads_what_is_on_the_paper(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.PART_TIME, percent=80, from_on=changes.today + 20 * A_DAY))
    round = row.rounds.get()
    round.amendment = fresh(row)
    sent = before_of(rows_to_sign(round, changes.contract))
    changes.in_force(Kind.EXTENSION, days=30)
    with override("nb"):
        shown = before_of(rows_to_sign(round, changes.contract))
    assert len(shown) == len(sent)
    assert all(f'"{before}"' in round.content for before in shown)
