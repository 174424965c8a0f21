"""What do the registers cost that an office lives in, in a country of 300 offices?"""

from django.urls import reverse

from apprenticeships.models import Apprenticeship
from benchmarks.pages import page_in_office
from benchmarks.report import Figure, Result
from okportal.offices.scope import office_scope

SECONDS = 120  # it works on one processor at a time, so that is what a quiet machine shows on the wall


def norway(bench) -> Result:
    """manage.py seed_norway: 300 offices, 20,000 companies, 50,000 apprentices"""
    tallies, seconds = bench.country
    figures = [
        Figure("seconds of one processor", seconds, SECONDS),
        Figure("on the wall", sum(tally.seconds for tally in tallies.values()), None, " s"),
        Figure("rows", sum(tally.rows for tally in tallies.values()), None),
    ]
    return Result("norway", norway.__doc__, "", figures)


def companies(bench) -> Result:
    """The advisor's list of companies, 50 rows, 300 offices beside"""
    bench.country  # noqa: B018  (it comes when it is asked for)
    path = reverse("companies:list", args=[bench.offices.main.slug])
    return page_in_office(bench, "companies", companies.__doc__, path, ratio=11)


def apprentices(bench) -> Result:
    """The advisor's list of apprentices, 50 rows, 300 offices beside"""
    bench.country  # noqa: B018
    path = reverse("apprenticeships:list", args=[bench.offices.main.slug])
    return page_in_office(bench, "apprentices", apprentices.__doc__, path, ratio=11)


def apprentice_file(bench) -> Result:
    """One apprentice's file with its line in the view log, 300 offices beside"""
    bench.country  # noqa: B018
    with office_scope(bench.offices.main.pk):
        training = Apprenticeship.objects.running().order_by("pk")[60]
    path = reverse("apprenticeships:detail", args=[bench.offices.main.slug, training.pk])
    return page_in_office(bench, "apprentice_file", apprentice_file.__doc__, path, ratio=6, queries=15)
