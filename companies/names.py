"""Which people in companies does a typed name mean?"""

from django.db.models import Q

from companies.models import CompanyPerson
from okportal.norwegian import SortKey, sort_key


def called(text: str, people=None):
    """People with a name that has each word of `text` at the beginning of one of its own, or with this address.

    `aa` is `å`. Under row-level security no index serves it; one office's people are read at once.
    """
    text = text.replace("\0", " ").strip()
    rows = CompanyPerson.objects.all() if people is None else people
    fits = Q()
    for word in sort_key(text).split():
        fits &= Q(spelled__startswith=word) | Q(spelled__contains=f" {word}")
    return rows.annotate(spelled=SortKey("name")).filter(fits | Q(email__istartswith=text))
