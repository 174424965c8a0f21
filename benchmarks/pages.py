"""What does a page cost, beside a page that only knows who asks?"""

from django.urls import reverse

from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from okportal.permissions import Role

FLOOR = "bare authenticated view"
REQUESTS = 24  # a round: enough for the kernel's clock, short enough to be over before the neighbours wake up


def apprentice_list(bench) -> Result:
    """The advisor's list of apprentices, 50 rows"""
    path = reverse("apprenticeships:list", args=[bench.offices.main.slug])
    return _page(bench, "list", apprentice_list.__doc__, path, ratio=11, kilobytes=100)


def my_day(bench) -> Result:
    """Min dag of an advisor with 80 apprentices"""
    path = reverse("home:caseload", args=[bench.offices.main.slug])
    return _page(bench, "my_day", my_day.__doc__, path, ratio=8, kilobytes=100)


def _page(bench, name, what, path, *, ratio, kilobytes, queries=12) -> Result:
    advisor = bench.offices.main.people[Role.ADVISOR]
    cookie, web = bench.session(advisor), bench.web
    size = web.get(path, cookie)

    def fetch(address, times):
        web.get(address, cookie, times)
        return times

    comparison = compare(lambda: fetch(reverse("bare"), 4 * REQUESTS), lambda: fetch(path, REQUESTS), bench.cost_of_web)
    figures = [
        Figure("queries", bench.queries(advisor, path), queries),
        Figure("size", size / 1000, kilobytes, " kB"),
        Figure("of the floor", comparison.ratio, ratio, "×"),
    ]
    return Result(name, what, FLOOR, figures, comparison)
