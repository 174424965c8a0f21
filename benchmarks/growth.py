"""What does a list cost more, when there are 300 offices instead of six?

Two web processes stand side by side, one before a database with the measured offices alone, one before a database
with the country around them, and answer in turns.
"""

from django.urls import reverse

from benchmarks.compare import compare
from benchmarks.pages import REQUESTS
from benchmarks.report import Figure, Result

PAGES = {"apprentices": "apprenticeships:list", "companies": "companies:list", "Min dag": "home:caseload"}


def growth(bench) -> Result:
    """The office's lists, alone and inside 300 offices with 50,000 apprentices"""
    bench.country  # noqa: B018  (it comes when it is asked for)
    figures, comparisons = [], []
    for name, page in PAGES.items():
        path = reverse(page, args=[bench.offices.main.slug])
        with bench.in_copy():
            queries, buffers = bench.queries(path), bench.buffers(path)
        comparisons.append(_beside(bench, path))
        figures += [
            Figure(f"{name}: queries more", bench.queries(path) - queries, 0),
            Figure("processor time", comparisons[-1].ratio, 1.25, "×"),
            Figure("buffers", bench.buffers(path) / buffers, 1.5, "×"),
        ]
    return Result("growth", growth.__doc__, "the same page, alone", figures, comparisons[0])


def _beside(bench, path):
    cookie = bench.session(bench.advisor)

    def fetch(web):
        web.get(path, cookie, REQUESTS)
        return REQUESTS

    return compare(lambda: fetch(bench.web_alone), lambda: fetch(bench.web), bench.cost_of_web)
