"""What does a page cost, beside a page that only knows who asks?

Two floors are reported. The goals (11 and 8 times) were set beside a bare authenticated view that opened a database
connection for every request: 4.9 ms where they were set, and here 7.7 ms of processor time, 4.8 of them PostgreSQL
starting a process. With the connection pool the same view costs 1.1 ms. A ratio to it says how cheap the pool made
the floor, and rises the more the less the page does besides: it is reported and has no goal. The goal is set on the
ratio to the bare view inside an office, 3.0 ms here: the walls of the office belong to the least that a page must
do, and the floor is still less than half of the one that the goals were set beside. What the walls cost is watched
by the row `office`.
"""

from dataclasses import replace

from django.urls import reverse

from benchmarks.compare import Comparison, compare
from benchmarks.report import Figure, Result

REQUESTS = 24  # a round: enough for the kernel's clock, short enough to be over before the neighbours wake up
OUTSIDE, INSIDE = "bare authenticated view", "bare view in an office"


def office(bench) -> Result:
    """The bare view inside an office: what the walls cost"""
    floor, path = reverse("bare"), reverse("bare_in_office", args=[bench.offices.main.slug])
    return _page(bench, "office", office.__doc__, (OUTSIDE, floor), path, ratio=3, queries=4, kilobytes=1)


def apprentice_list(bench) -> Result:
    """The advisor's list of apprentices, 50 rows"""
    path = reverse("apprenticeships:list", args=[bench.offices.main.slug])
    return page_in_office(bench, "list", apprentice_list.__doc__, path, ratio=11)


def my_day(bench) -> Result:
    """Min dag of an advisor with 80 apprentices"""
    path = reverse("home:caseload", args=[bench.offices.main.slug])
    return page_in_office(bench, "my_day", my_day.__doc__, path, ratio=8)


def page_in_office(bench, name, what, path, *, ratio, queries=12) -> Result:
    """Beside the bare view in an office, and beside the one outside as well."""
    inside = INSIDE, reverse("bare_in_office", args=[bench.offices.main.slug])
    result = _page(bench, name, what, inside, path, ratio=ratio, queries=queries)
    outside = _beside(bench, reverse("bare"), path)
    return replace(result, figures=[*result.figures, Figure(f"of the {OUTSIDE}", outside.ratio, None, "×")])


def _page(bench, name, what, floor, path, *, ratio, queries=12, kilobytes=100) -> Result:
    floor_name, floor_path = floor
    size = bench.web.get(path, bench.session(bench.advisor))
    comparison = _beside(bench, floor_path, path)
    figures = [
        Figure("queries", bench.queries(path), queries),
        Figure("size", size / 1000, kilobytes, " kB"),
        Figure("of the floor", comparison.ratio, ratio, "×"),
    ]
    return Result(name, what, floor_name, figures, comparison)


def _beside(bench, floor_path, path) -> Comparison:
    cookie = bench.session(bench.advisor)

    def fetch(address, times):
        bench.web.get(address, cookie, times)
        return times

    return compare(lambda: fetch(floor_path, 4 * REQUESTS), lambda: fetch(path, REQUESTS), bench.cost_of_web)
