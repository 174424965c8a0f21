"""Which rows of a list has somebody ticked?

The boxes send `valgt`, one id each; "all hits" sends `alle` with the list's own filter as text. Either way the rows
come out of the queryset that the caller gives, which begins at `visible_to`: an id of somebody else's finds nothing.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from okportal.errors import Refused

CHOSEN, ALL, FILTER = "valgt", "alle", "filter"
MOST = 1000  # rows in one go: what a step does to each must fit in one request


@dataclass(frozen=True)
class Selection:
    """`rows` in the order of the caller's queryset. `ids` goes along in the form of the step, so that what was shown
    is what is done, even when the list has grown since."""

    rows: QuerySet
    ids: tuple[int, ...]

    def __bool__(self):
        return bool(self.ids)

    def __len__(self):
        return len(self.ids)

    @property
    def carried(self) -> str:
        """Value of a hidden field named `valgt`."""
        return ",".join(map(str, self.ids))


def is_asked(request) -> bool:
    """Has anything been ticked, visible or not?"""
    return any(name in _sent(request) for name in (CHOSEN, ALL))


def chosen(request, queryset: QuerySet, filter_class=None) -> Selection:
    """The ticked rows of `queryset`, or all that `filter_class` finds in it; one query.

    Raises Refused for more than MOST.
    """
    sent = _sent(request)
    if sent.get(ALL) and filter_class is not None:
        rows = filter_class(QueryDict(sent.get(FILTER, "")), queryset=queryset, request=request).qs
    else:
        rows = queryset.filter(pk__in=_numbers(sent.getlist(CHOSEN)))
    ids = tuple(rows.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        raise Refused(
            _("More than %(count)s are chosen.") % {"count": MOST}, way_out=_("Narrow the list with a filter first.")
        )
    return Selection(queryset.filter(pk__in=ids), ids)


def _sent(request) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _numbers(values) -> list[int]:
    """Ids from checkboxes, or several in one hidden field with commas; nonsense is passed over."""
    words = {word for value in values for word in value.split(",")[: MOST + 1]}
    return [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]
