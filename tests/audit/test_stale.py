"""Is the second of two editors told who was first, and what is different?"""

import pytest

from okportal.audit.actions import record
from okportal.audit.stale import Edits, Stale, refuse_stale
from okportal.permissions import Role

EDITS = Edits("company.tested", ("name", "city", "phone"))


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


def save(company, by, version, **facts):
    record(by, EDITS.verb, company, version=version, **facts)
    company.version = version
    company.save()


def test_the_version_one_saw_is_no_conflict(here):
    refuse_stale(here.rows.company, 1, EDITS)


def test_all_that_was_saved_since_is_told_in_the_forms_order(here):
    company, advisor = here.rows.company, here.member(Role.ADVISOR)
    save(company, advisor, 2, fields=["phone"])
    save(company, advisor, 3, fields=["name", "sort_name"])
    with pytest.raises(Stale) as refusal:
        refuse_stale(company, 1, EDITS)
    assert list(refusal.value.current) == ["name", "phone"]
    assert refusal.value.current["name"] == company.name
    assert (refusal.value.version, refusal.value.before) == (3, {})
    assert advisor.user.name in refusal.value.message and "name and phone" in refusal.value.message
    with pytest.raises(Stale) as later:
        refuse_stale(company, 2, EDITS)
    assert list(later.value.current) == ["name"]


def test_what_it_was_is_what_it_was_before_the_first_of_them(here):
    company, advisor = here.rows.company, here.member(Role.ADVISOR)
    save(company, advisor, 2, before={"city": "Voss"})
    save(company, advisor, 3, before={"city": "Odda", "phone": "+4755000000"})
    with pytest.raises(Stale) as refusal:
        refuse_stale(company, 1, EDITS)
    assert refusal.value.before == {"city": "Voss", "phone": "+4755000000"}
    assert list(refusal.value.current) == ["city", "phone"]


def test_changed_and_changed_back_is_no_difference(here):
    company, advisor = here.rows.company, here.member(Role.ADVISOR)
    save(company, advisor, 2, before={"city": company.city})
    with pytest.raises(Stale) as refusal:
        refuse_stale(company, 1, EDITS)
    assert (refusal.value.current, refusal.value.before) == ({}, {})


def test_a_save_that_left_no_trail_is_a_conflict_all_the_same(here):
    company = here.rows.company
    company.version = 2
    with pytest.raises(Stale, match="Somebody else") as refusal:
        refuse_stale(company, 1, EDITS)
    assert refusal.value.current == {}


def test_the_own_other_tab_is_no_conflict_where_that_is_said(here):
    company, advisor = here.rows.company, here.member(Role.ADVISOR)
    save(company, advisor, 2, fields=["name"])
    refuse_stale(company, 1, EDITS, except_by=advisor)
    with pytest.raises(Stale):
        refuse_stale(company, 1, EDITS, except_by=here.member(Role.ADMINISTRATOR))
    save(company, here.member(Role.ADMINISTRATOR), 3, fields=["city"])
    with pytest.raises(Stale) as refusal:
        refuse_stale(company, 1, EDITS, except_by=advisor, field="version")
    assert (list(refusal.value.current), refusal.value.field) == (["city"], "version")
