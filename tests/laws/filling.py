"""Which forms were on a page, and what would somebody type into them?"""

from django import forms
from django.utils import timezone

from okportal.offices.models import TenantModel


def remembering(seen: list):
    """A receiver that collects the forms of the templates rendered: on their own, of a field, of a list's filter."""

    def remember(sender, template, context, **kwargs):
        for layer in context.dicts:
            for value in layer.values():
                for form in (
                    value,
                    getattr(value, "form", None),
                    getattr(getattr(value, "filter", None), "form", None),
                ):
                    if isinstance(form, forms.BaseForm) and not any(form is known for known in seen):
                        seen.append(form)

    return remember


def as_sent(method, body) -> dict:
    if not body:
        return {}
    encoded = "&".join(f"{name}={value}" for name, value in body.items())
    if method == "GET":
        return {"QUERY_STRING": encoded}
    return {"data": encoded, "content_type": "application/x-www-form-urlencoded"}


def is_choice_of_rows(field) -> bool:
    """A choice among rows that belong to an office."""
    return isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, TenantModel)


def sample(field) -> str:
    """Something that the field takes; the beginning of the other office's names where text is asked for."""
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.DateField):
        return timezone.localdate().isoformat()
    if isinstance(field, forms.EmailField):
        return "ny@example.test"
    if isinstance(field, forms.IntegerField):
        return str(field.min_value or 1)
    if isinstance(field, forms.ChoiceField):
        return next((str(value) for value, _label in field.choices if value and not isinstance(_label, list)), "")
    return "Canar"
