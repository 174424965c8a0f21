"""What does a page cost, beside a page that only knows who asks?

The floor is the bare view of a signed-in person in an office. Measured elsewhere, a bare authenticated view cost
4.9 ms with a new database connection for each request, and from that come the goals (11 and 8 times). With the
connection pool it costs a third, which makes every page look dearer without being so; the walls of the office
belong to the least that a page here must do. The row `office` keeps an eye on what they cost by themselves.
"""

from django.urls import reverse

from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from okportal.permissions import Role

REQUESTS = 24  # a round: enough for the kernel's clock, short enough to be over before the neighbours wake up
OUTSIDE, INSIDE = "bare authenticated view", "bare view in an office"


def office(bench) -> Result:
    """The bare view inside an office: what the walls cost"""
    floor, path = reverse("bare"), reverse("bare_in_office", args=[bench.offices.main.slug])
    return _page(bench, "office", office.__doc__, (OUTSIDE, floor), path, ratio=3, queries=4, kilobytes=1)


def apprentice_list(bench) -> Result:
    """The advisor's list of apprentices, 50 rows"""
    path = reverse("apprenticeships:list", args=[bench.offices.main.slug])
    return _page(bench, "list", apprentice_list.__doc__, _inside(bench), path, ratio=11)


def my_day(bench) -> Result:
    """Min dag of an advisor with 80 apprentices"""
    path = reverse("home:caseload", args=[bench.offices.main.slug])
    return _page(bench, "my_day", my_day.__doc__, _inside(bench), path, ratio=8)


def _inside(bench):
    return INSIDE, reverse("bare_in_office", args=[bench.offices.main.slug])


def _page(bench, name, what, floor, path, *, ratio, queries=12, kilobytes=100) -> Result:
    advisor = bench.offices.main.people[Role.ADVISOR]
    cookie, web, (floor_name, floor_path) = bench.session(advisor), bench.web, floor
    size = web.get(path, cookie)

    def fetch(address, times):
        web.get(address, cookie, times)
        return times

    comparison = compare(
        lambda: fetch(floor_path, 4 * REQUESTS), lambda: fetch(path, REQUESTS), bench.cost_of_web
    )  # fmt: skip
    figures = [
        Figure("queries", bench.queries(advisor, path), queries),
        Figure("size", size / 1000, kilobytes, " kB"),
        Figure("of the floor", comparison.ratio, ratio, "×"),
    ]
    return Result(name, what, floor_name, figures, comparison)
