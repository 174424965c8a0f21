"""Has every control a label, and do its help and its error reach a screen reader?"""

import re
from types import SimpleNamespace

import pytest
from crispy_forms.bootstrap import FormActions, PrependedAppendedText
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.files.storage import InMemoryStorage
from django.db.models.fields.files import FieldFile
from django.template import Context, Template
from django.test.html import parse_html

from okportal.ui.forms import ActionForm

CHOICES = [("a", "One"), ("b", "Two")]
SINGLE = {
    "text": forms.CharField(help_text="Help"),
    "email": forms.EmailField(help_text="Help"),
    "number": forms.IntegerField(help_text="Help"),
    "long": forms.CharField(help_text="Help", widget=forms.Textarea),
    "choice": forms.ChoiceField(help_text="Help", choices=CHOICES),
    "several": forms.MultipleChoiceField(help_text="Help", choices=CHOICES),
    "day": forms.DateField(help_text="Help"),
    "time": forms.TimeField(help_text="Help"),
    "file": forms.FileField(help_text="Help"),
    "yes": forms.BooleanField(help_text="Help"),
    "secret": forms.CharField(help_text="Help", widget=forms.PasswordInput),
}
GROUPED = {
    "radio": forms.ChoiceField(help_text="Help", choices=CHOICES, widget=forms.RadioSelect),
    "boxes": forms.MultipleChoiceField(help_text="Help", choices=CHOICES, widget=forms.CheckboxSelectMultiple),
    "moment": forms.SplitDateTimeField(help_text="Help"),
    "born_on": forms.DateField(help_text="Help", widget=forms.SelectDateWidget),
}


def form_of(name, field, data=None):
    return type("OneFieldForm", (ActionForm,), {name: field})(data)


def crispy(form):
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def controls(html):
    return re.findall(r"<(?:input|select|textarea)[^>]*>", html)


def attribute(tag, name):
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found and found.group(1)


@pytest.mark.parametrize("name", SINGLE)
def test_single_control_has_label_help_and_error(name):
    html = crispy(form_of(name, SINGLE[name], data={}))
    (control,) = controls(html)
    assert attribute(control, "aria-invalid") == "true"
    assert attribute(control, "aria-describedby") == f"id_{name}_helptext id_{name}_error"
    for used in (f'for="id_{name}"', f'id="id_{name}_helptext"', f'id="id_{name}_error"'):
        assert html.count(used) == 1
    assert "ds-input" in attribute(control, "class")


@pytest.mark.parametrize("name", GROUPED)
def test_group_has_legend_labels_help_and_error(name):
    html = crispy(form_of(name, GROUPED[name], data={}))
    assert f'aria-describedby="id_{name}_helptext id_{name}_error"' in html
    assert "<legend>" in html
    for control in controls(html):
        assert attribute(control, "aria-invalid") == "true"
        assert f'for="{attribute(control, "id")}"' in html
    assert f'id="id_{name}_error"' in html


@pytest.mark.parametrize("name", SINGLE | GROUPED)
def test_unsent_form_shows_no_error(name):
    html = crispy(form_of(name, (SINGLE | GROUPED)[name]))
    assert "aria-invalid" not in html and "ds-error-summary" not in html
    assert controls(html)


@pytest.mark.parametrize("name", SINGLE | GROUPED)
def test_summary_links_to_a_control_that_exists(name):
    html = crispy(form_of(name, (SINGLE | GROUPED)[name], data={}))
    target = re.search(r'<ds-error-summary.*?href="#([^"]+)"', html, re.DOTALL).group(1)
    assert target in {attribute(control, "id") for control in controls(html)}


def test_what_may_be_left_out_is_marked():
    assert "(optional)" in crispy(form_of("x", forms.CharField(required=False)))
    assert "(optional)" not in crispy(form_of("x", forms.CharField()))


def test_errors_are_escaped():
    form = form_of("x", forms.CharField(required=False), data={"x": "1"})
    form.add_error(None, "<script>")
    form.add_error("x", "<b>")
    html = crispy(form)
    assert "<script>" not in html and "<b>" not in html


def test_file_that_is_there_can_be_seen_and_removed():
    kept = FieldFile(SimpleNamespace(), SimpleNamespace(storage=InMemoryStorage(base_url="/files/")), "plan.pdf")
    form_class = type("FileForm", (ActionForm,), {"paper": forms.FileField(required=False)})
    html = crispy(form_class(initial={"paper": kept}))
    assert 'href="/files/plan.pdf"' in html and "plan.pdf" in html
    assert 'name="paper-clear"' in html and 'for="id_paper_clear"' in html
    assert 'type="file"' in html and 'for="id_paper"' in html


class LaidOutForm(ActionForm):
    first = forms.CharField()
    second = forms.CharField(help_text="Help")
    amount = forms.IntegerField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    layout = Layout(
        Fieldset("Who", Row(Column("first"), Column("second"))),
        PrependedAppendedText("amount", appended_text="kr"),
        "hidden",
        FormActions(Submit("save", "Save"), Submit("drop", "Drop", css_class="danger secondary")),
    )


GROUPS = [("", "None"), ("West", [("v", "Vestland <&>"), ("r", "Rogaland")]), (7, "Seven")]


@pytest.mark.parametrize("data", [None, {}, {"place": "v"}, {"place": "7"}, {"place": '"><script>'}])
@pytest.mark.parametrize("field", [forms.ChoiceField, forms.MultipleChoiceField])
@pytest.mark.parametrize("settled", [{}, {"required": False}, {"disabled": True}, {"help_text": "Help"}])
def test_select_is_as_django_draws_it(field, settled, data):
    form = form_of("place", field(choices=GROUPS, **settled), data)
    drawn = Template("{% load forms %}{% ds_input form.place %}").render(Context({"form": form}))
    attrs = {"class": "ds-input"} | ({"aria-required": "true"} if 'aria-required="true"' in drawn else {})
    assert parse_html(drawn) == parse_html(form["place"].as_widget(attrs=attrs))


def test_layout_objects():
    html = crispy(LaidOutForm())
    assert "form-section" in html and ">Who</h2>" in html
    assert html.count("form-col") == 2 and "form-row" in html
    assert ">kr</span>" in html and 'for="id_amount"' in html
    assert 'type="hidden" name="hidden"' in html
    assert 'data-variant="secondary" data-color="danger"' in html
    assert "<form" not in html and "csrf" not in html


def test_hidden_fields_error_is_told():
    html = crispy(LaidOutForm({"first": "a", "second": "b", "amount": "1"}))
    assert "<li>This field is required.</li>" in html


def test_formset_has_management_form_rows_and_errors():
    rows = forms.formset_factory(LaidOutForm, extra=0, min_num=2, validate_min=True)
    bound = rows({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-first": ""})
    html = Template("{% load crispy_forms_filters %}{{ rows|crispy }}").render(Context({"rows": bound}))
    assert 'name="form-TOTAL_FORMS"' in html
    assert html.count('class="formset-row"') == 1
    assert "Please submit at least 2 forms." in html
    assert 'for="id_form-0-first"' in html
