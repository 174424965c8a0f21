"""How does a template write the name of a trade inside a sentence?"""

from django import template

from okportal.norwegian import in_sentence

register = template.Library()


@register.filter(name="in_sentence")
def name_in_sentence(trade):
    """'elektrikerfaget' of a trade or its name; "" of none."""
    return in_sentence(str(trade or ""))
