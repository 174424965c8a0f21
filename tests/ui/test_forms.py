"""Does a form carry an action's refusal back to the field, and lose nothing of what was typed?"""

import pytest
from django import forms

from okportal.errors import Refused
from okportal.ui.forms import ActionForm, DateInput, TimeInput


class MeetingForm(ActionForm):
    place = forms.CharField()
    held_on = forms.DateField(required=False)
    held_at = forms.TimeField(required=False)


def test_dates_and_times_get_the_browsers_own_pickers_with_iso_values():
    form = MeetingForm(initial={"held_on": "2026-11-23"})
    assert isinstance(form.fields["held_on"].widget, DateInput)
    assert isinstance(form.fields["held_at"].widget, TimeInput)
    assert 'type="date"' in str(form["held_on"]) and 'value="2026-11-23"' in str(form["held_on"])


@pytest.mark.parametrize(("typed", "words"), [
    ("0001-01-01", "too far back"), ("1899-12-31", "too far back"), ("2101-01-01", "too far ahead"),
    ("9999-12-31", "too far ahead"),
])  # fmt: skip
def test_a_day_outside_of_living_memory_is_mistyped(typed, words):
    form = MeetingForm({"place": "Bergen", "held_on": typed})
    assert words in str(form.errors["held_on"])
    assert not MeetingForm({"place": "Bergen", "held_on": "2026-11-23"}).errors


def test_submit_hands_the_answers_to_the_action_and_keeps_its_result():
    form = MeetingForm({"place": "Bergen"})
    assert form.submit(lambda **given: given, by="Ingrid")
    assert form.result == {"place": "Bergen", "held_on": None, "held_at": None, "by": "Ingrid"}
    assert form.status == 200


def test_invalid_answers_never_reach_the_action():
    form = MeetingForm({"place": "", "held_on": "tomorrow"})

    def action(**given):
        pytest.fail("called")

    assert not form.submit(action)
    assert form.status == 422 and set(form.errors) == {"place", "held_on"}


@pytest.mark.parametrize(("field", "shown_at"), [("place", "place"), (None, "__all__"), ("no_such_field", "__all__")])
def test_refusal_is_shown_where_it_belongs_and_nothing_typed_is_lost(field, shown_at):
    def refuse(**given):
        raise Refused("The room is taken.", field=field, way_out="Choose another.")

    form = MeetingForm({"place": "Bergen"})
    assert not form.submit(refuse)
    assert form.errors[shown_at] == ["The room is taken. Choose another."]
    assert form.status == 422
    assert 'value="Bergen"' in str(form["place"])


def test_an_unsent_form_is_an_ordinary_page():
    assert MeetingForm().status == 200


def test_a_null_byte_is_an_error_at_the_field():
    assert not MeetingForm({"place": "Ber\0gen"}).submit(dict)
