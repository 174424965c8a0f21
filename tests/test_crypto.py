"""Does an encrypted text stay closed to everybody without the key, and to every other field?"""

import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from okportal.crypto import EncryptedTextField, UnreadableText, blind_index

OLD, NEW = bytes(range(32)), bytes(range(1, 33))


@pytest.fixture
def keys(settings):
    settings.FIELD_KEYS = {"old": OLD}
    settings.FIELD_KEY_CURRENT = "old"
    settings.BLIND_INDEX_KEY = b"b" * 32
    return settings


@pytest.fixture(scope="module")
def person():
    with isolate_apps("tests"):

        class Person(models.Model):
            national_id = EncryptedTextField(null=True)
            note = EncryptedTextField(blank=True)

            class Meta:
                app_label = "tests"

        yield Person


def stored(model, field, value):
    return model._meta.get_field(field).get_prep_value(value)


def opened(model, field, text):
    return model._meta.get_field(field).from_db_value(text, None, None)


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_text_comes_back_and_is_not_visible(person, text):
    sealed = stored(person, "note", text)
    assert opened(person, "note", sealed) == text
    assert len(text) < 4 or text not in sealed


def test_equal_texts_are_stored_differently(person, keys):
    assert stored(person, "note", "110809") != stored(person, "note", "110809")


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_stays_nothing(person, keys, value):
    assert stored(person, "note", value) == value == opened(person, "note", value)


def test_text_copied_into_another_field_does_not_open(person, keys):
    sealed = stored(person, "national_id", "11080950123")
    with pytest.raises(UnreadableText, match=r"tests\.person\.note"):
        opened(person, "note", sealed)


@pytest.mark.parametrize(
    "damage", [lambda t: t[:-3], lambda t: t[:10] + "A" + t[11:] + "=", lambda t: "old:", lambda t: "x"]
)
def test_changed_text_is_refused_without_showing_it(person, keys, damage):
    sealed = stored(person, "national_id", "11080950123")
    with pytest.raises(UnreadableText) as refused:
        opened(person, "national_id", damage(sealed))
    assert "11080950123" not in str(refused.value)


def test_rotation_reads_the_old_key_and_writes_the_new(person, keys):
    before = stored(person, "national_id", "11080950123")
    keys.FIELD_KEYS = {"new": NEW, "old": OLD}
    keys.FIELD_KEY_CURRENT = "new"
    after = stored(person, "national_id", opened(person, "national_id", before))
    assert before.startswith("old:")
    assert after.startswith("new:")
    keys.FIELD_KEYS = {"new": NEW}
    assert opened(person, "national_id", after) == "11080950123"
    with pytest.raises(UnreadableText, match="no key 'old'"):
        opened(person, "national_id", before)


@pytest.mark.parametrize(
    "lookup", ["", "__exact", "__iexact", "__contains", "__in", "__gt", "__startswith", "__regex", "__upper"]
)
def test_lookups_that_would_find_nothing_are_refused(person, keys, lookup):
    with pytest.raises(FieldError):
        person.objects.filter(**{f"national_id{lookup}": "11080950123"})


def test_isnull_is_the_one_lookup(person, keys):
    assert "IS NULL" in str(person.objects.filter(national_id__isnull=True).query)


def test_field_deconstructs_for_migrations():
    _name, path, args, kwargs = EncryptedTextField(null=True).deconstruct()
    assert (path, args, kwargs) == ("okportal.crypto.EncryptedTextField", [], {"null": True})


def test_index_on_the_ciphertext_is_an_error():
    with isolate_apps("tests"):

        class Indexed(models.Model):
            secret = EncryptedTextField(unique=True)

            class Meta:
                app_label = "tests"

        assert "okportal.E101" in {found.id for found in Indexed.check(databases=[])}


def test_blind_index_finds_equal_values_only_in_the_same_office_and_field(keys):
    index = blind_index(1, "national_id", "110809 50123")
    assert index == blind_index(1, "national_id", "11080950123")
    others = {blind_index(2, "national_id", "11080950123"), blind_index(1, "phone", "11080950123"),
              blind_index(1, "national_id", "11080950124")}  # fmt: skip
    assert index not in others
    assert len(others) == 3
    assert len(index) == 32


def test_blind_index_depends_on_its_own_key(keys):
    index = blind_index(1, "national_id", "11080950123")
    keys.BLIND_INDEX_KEY = b"c" * 32
    assert index != blind_index(1, "national_id", "11080950123")
