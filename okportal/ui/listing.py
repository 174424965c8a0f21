"""Which rows does this list show, given what stands in the address?"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet


@dataclass(frozen=True)
class Listing:
    """One page of a filtered list."""

    page: Page
    filter: FilterSet | None
    querystring: str  # everything in force except the page number, ready to stand after "?"
    # What the address says beside the filter, for example whose rows: (name, value).
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self):
        return self.page.object_list

    @property
    def total(self):
        return self.page.paginator.count

    @property
    def is_filtered(self):
        """Is anything narrowed? Then an empty list means "no hits", not "nothing here yet"."""
        return _is_narrowed(self.filter)

    @property
    def is_more_in_force(self):
        """Is one of the fields filled in that the filter set folds away (`more`)?"""
        return any(self.filter.data.get(name) for name in getattr(self.filter, "more", ()))

    @property
    def order(self):
        """The column in force, "-" before it when descending; "" without one (needs a filter named `order`)."""
        return self.filter.data.get("order", "") if self.filter is not None else ""

    @property
    def clear_url(self):
        """The list without any filter, but with what else the address says."""
        return f"?{urlencode(self.kept)}"

    def page_url(self, number):
        return self._url(f"page={number}")

    def order_url(self, column):
        """Address that sorts by `column`, or turns it round when it is already in force. Starts at page 1."""
        turned = f"-{column}" if self.order == column else column
        kept = "&".join(part for part in self.querystring.split("&") if part and not part.startswith("order="))
        return f"?{kept}&order={turned}" if kept else f"?order={turned}"

    @property
    def pages(self):
        """Page links as (number or None for a gap, address), first and last always among them."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [(number, self.page_url(number)) if isinstance(number, int) else (None, "") for number in numbers]

    @property
    def previous_url(self):
        return self.page_url(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next_url(self):
        return self.page_url(self.page.next_page_number()) if self.page.has_next() else ""

    def _url(self, last):
        return f"?{self.querystring}&{last}" if self.querystring else f"?{last}"


def listing(request, queryset, filterset_class=None, per_page=50, total=None):
    """Filter `queryset` by the query string and cut out one page.

    Nonsense in the address never fails: an unknown page gives the first or the last one, an unusable filter value is
    left out and shown as an error at its field. `total`: how many rows `queryset` has, from a page that has counted
    them already; they are counted again only when the filter narrows them.
    """
    chosen = filterset_class(request.GET, queryset=queryset, request=request) if filterset_class else None
    rows = chosen.qs if chosen is not None else queryset
    paginator = Paginator(rows, per_page)
    if total is not None and not _is_narrowed(chosen):
        paginator.count = total
    page = paginator.get_page(request.GET.get("page"))
    names = set(chosen.form.fields) if chosen is not None else set()
    kept = tuple(
        (name, value)
        for name, values in request.GET.lists()
        if name not in names | {"page"}
        for value in values
        if value
    )
    return Listing(page, chosen, _querystring(request.GET), kept)


def addresses(request, url_name):
    """A function from a row's id to the address of its page, for rows by the dozen.

    Django looks the pattern up once instead of once a row, which took as long as the rows' query.
    """
    before, _zero, after = reverse(url_name, args=[request.office.slug, 0]).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"


def render_list(request, template, context, fragment="rows"):
    """Answer with the whole page, or with `{% partialdef rows %}` alone when htmx asked for the rows.

    The answer varies on the header, or the browser would show the bare rows after "back".
    """
    wants_rows = bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request
    response = render(request, f"{template}#{fragment}" if wants_rows else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _is_narrowed(chosen):
    if chosen is None:
        return False
    answers = chosen.form.cleaned_data if chosen.form.is_valid() else chosen.data
    return any(answers.get(name) not in (None, "", [], ()) for name in chosen.form.fields if name != "order")


def _querystring(query):
    kept = query.copy()
    kept.pop("page", None)
    for name, values in list(kept.lists()):
        filled = [value for value in values if value]
        if filled:
            kept.setlist(name, filled)
        else:
            del kept[name]
    return kept.urlencode()
