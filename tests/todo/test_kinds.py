"""Does a task say the right thing in the language of its reader, whatever its facts are?"""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from okportal.todo import kinds
from okportal.todo.kinds import Kind, choices, next_of, register, title_of


@pytest.fixture(autouse=True)
def only_these(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register(
        test__gone=Kind(_("Save"), next=_("Filter")),
        test__lapses=Kind("%(company)s lapses on %(to_on)s"),
        test__bare="%(company)s is 100%% gone",
    )


def test_sentence_is_put_together_from_its_facts():
    assert title_of("test/bare", {"company": "Fjord AS"}) == "Fjord AS is 100% gone"


def test_days_are_written_in_the_readers_language():
    facts = {"company": "Fjord AS", "to_on": "2026-11-02"}
    assert title_of("test/lapses", facts) == "Fjord AS lapses on 2 November 2026"
    with translation.override("nb"):
        assert title_of("test/lapses", facts) == "Fjord AS lapses on 2. november 2026"


def test_title_and_next_action_are_the_readers_own_words():
    assert (title_of("test/gone", {}), next_of("test/gone", {})) == ("Save", "Filter")
    with translation.override("nb"):
        assert (title_of("test/gone", {}), next_of("test/gone", {})) == ("Lagre", "Filtrer")


def test_missing_fact_leaves_a_gap():
    assert title_of("test/lapses", {"company": "A"}) == "A lapses on …"
    assert title_of("test/lapses", {"company": "A", "to_on": None}) == "A lapses on None"


def test_percent_signs_of_facts_are_no_placeholders():
    assert title_of("todo/own", {"text": "Give 50 % to %(company)s"}) == "Give 50 % to %(company)s"


def test_kind_that_nobody_registers_any_more_shows_its_name():
    assert title_of("old/kind", {"company": "A"}) == "old/kind"
    assert next_of("old/kind", {}) == ""


def test_list_calls_a_kind_by_its_name_or_by_its_title_without_facts():
    named = dict(choices())
    assert named["test/lapses"] == "… lapses on …"
    assert named["test/bare"] == "… is 100% gone"
    assert named["todo/own"] == "Written by a colleague"
    assert list(named.values()) == sorted(named.values(), key=str.casefold)
