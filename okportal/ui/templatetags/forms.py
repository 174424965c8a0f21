"""How is a form field drawn with the design system's classes and the right words for screen readers?"""

from django import forms, template
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def ds_input(field):
    """The field's own control. Django adds aria-invalid and aria-describedby (ids …_helptext and …_error) itself."""
    attrs = {"class": _with_class(field.field.widget)}
    if field.field.required and not field.field.widget.use_required_attribute(field.initial):
        attrs["aria-required"] = "true"
    if field.field.widget.template_name == forms.Select.template_name:
        return _select(field, attrs)
    return field.as_widget(attrs=attrs)


@register.simple_tag
def ds_option(option, field):
    """One radio button or checkbox of a group."""
    option.data["attrs"]["class"] = "ds-input"
    if field.errors:
        option.data["attrs"]["aria-invalid"] = "true"
    return option.tag()


@register.simple_tag
def ds_parts(field):
    """The controls of a field made of several (date and time; day, month, year), each with a label of its own."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"id": field.auto_id}, widget)
    context = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    return mark_safe("".join(_part(part, field) for part in context["subwidgets"]))  # noqa: S308 - made by format_html


@register.filter
def is_composed(field):
    """Is the field several controls in one (and not a group of choices)?"""
    return isinstance(field.field.widget, forms.MultiWidget | forms.SelectDateWidget)


@register.filter
def is_clearable(field):
    """Does the file field already have a file that may be replaced or removed?"""
    return isinstance(field.field.widget, forms.ClearableFileInput) and bool(field.initial)


@register.simple_tag
def ds_file(field):
    """A file control alone, without Django's own "Currently" line, which the template writes itself."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": _with_class(widget), "type": "file"}, widget)
    attrs.pop("required", None)
    return format_html("<input name={}{}>", _quoted(field.html_name), forms.utils.flatatt(attrs))


@register.filter
def first_control(field):
    """Id of the control that an error link shall lead to: the first of several."""
    is_group = field.use_fieldset and not isinstance(field.field.widget, forms.SelectDateWidget)
    return f"{field.auto_id}_0" if is_group else field.id_for_label


@register.simple_tag
def clear_name(field):
    """Name and id of the checkbox that removes the file."""
    return field.field.widget.clear_checkbox_name(field.html_name)


def _select(field, attrs):
    """As Django draws it, without a template for each option: 140 options took 13 ms of a page's 48."""
    widget = field.field.widget
    attrs = field.build_widget_attrs({"id": widget.attrs.get("id", field.auto_id or None), **attrs}, widget)
    drawn = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    options = mark_safe("".join(_options(drawn["optgroups"])))  # noqa: S308 - made by format_html
    return format_html('<select name="{}"{}>{}</select>', drawn["name"], flatatt(drawn["attrs"]), options)


def _options(groups):
    for label, options, _index in groups:
        if label:
            yield format_html('<optgroup label="{}">', label)
        for option in options:
            attrs = flatatt(option["attrs"])
            yield format_html('<option value="{}"{}>{}</option>', option["value"], attrs, option["label"])
        if label:
            yield "</optgroup>"


def _with_class(widget):
    return f"ds-input {widget.attrs.get('class', '')}".strip()


def _quoted(name):
    return format_html('"{}"', name)


def _part(part, field):
    part["attrs"]["class"] = f"ds-input {part['attrs'].get('class', '')}".strip()
    if field.errors:
        part["attrs"]["aria-invalid"] = "true"
    return format_html(
        '<div class="ds-field"><label class="ds-label" for="{}">{}</label>{}</div>',
        part["attrs"]["id"],
        _part_label(part),
        mark_safe(field.form.renderer.render(part["template_name"], {"widget": part})),  # noqa: S308 - Django's own
    )


def _part_label(part):
    words = {"date": _("Date"), "time": _("Time"), "day": _("Day"), "month": _("Month"), "year": _("Year")}
    kind = part["name"].rsplit("_", 1)[-1]
    return part["attrs"].get("aria-label") or words.get(kind) or words.get(part.get("type")) or _("Part")
