"""How does a form hand its answers to an action, and what happens when the action refuses?"""

from copy import deepcopy
from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from okportal.errors import Refused


class DateInput(forms.DateInput):
    """A day in the browser's own picker, which wants and sends ISO dates whatever the language is."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day in the browser's own picker."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%H:%M")


# A day outside these is mistyped, and reckoning on from it may leave the calendar.
WITHIN = (
    MinValueValidator(date(1900, 1, 1), gettext_lazy("This day is too far back.")),
    MaxValueValidator(date(2100, 12, 31), gettext_lazy("This day is too far ahead.")),
)
_PICKERS = {forms.DateInput: DateInput, forms.TimeInput: TimeInput}


class ActionForm(forms.Form):
    """A form whose cleaned answers are the keyword arguments of one action.

    A subclass may set `layout` (crispy). The page writes `<form method="post">`, `{% csrf_token %}` and the buttons.
    """

    layout = None
    result = None  # what the action returned, once `submit` has said True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.validators = [*field.validators, *WITHIN]
            picker = _PICKERS.get(type(field.widget))
            if picker:
                field.widget = picker(attrs=field.widget.attrs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        if self.layout is not None:
            self.helper.layout = deepcopy(self.layout)  # rendering writes into the layout objects

    def submit(self, action, **kwargs):
        """True when the answers were valid and `action(**cleaned_data, **kwargs)` accepted them.

        A `Refused` becomes an error at the field it names, so the page is shown again with all that was typed.
        """
        if not self.is_valid():
            return False
        try:
            self.result = action(**self.cleaned_data, **kwargs)
        except Refused as refusal:
            self.add_refusal(refusal)
            return False
        return True

    def add_refusal(self, refusal):
        """Show why the action said no, and what would let it pass."""
        sentence = " ".join(str(part) for part in (refusal.message, refusal.way_out) if part)
        self.add_error(refusal.field if refusal.field in self.fields else None, sentence)

    @property
    def status(self):
        """The HTTP status of the page that shows this form: 422 when what was sent could not be used."""
        return 422 if self.is_bound and self.errors else 200
