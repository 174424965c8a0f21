"""manage.py seed_norway: write a made-up country of 300 offices beside what is there."""

from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from okportal.embedded.norway import build, plan


class Command(BaseCommand):
    help = "Writes 300 offices with 20,000 companies and 50,000 apprentices beside what is there, to measure in."

    def add_arguments(self, parser):
        parser.add_argument("--offices", type=int, default=plan.OFFICES)
        parser.add_argument("--apprentices", type=int, default=plan.APPRENTICES, help="in all offices together")
        parser.add_argument("--even-here", action="store_true", help="outside development as well")

    def handle(self, *, offices, apprentices, even_here, **options):
        if not settings.DEVELOPMENT and not even_here:
            raise CommandError("These people are made up; with --even-here they are written here all the same.")
        if not 1 <= offices <= apprentices:
            raise CommandError("There must be at least one office, and an apprentice for each.")
        if build.is_there():
            raise CommandError("The country is in this database already.")
        began = monotonic()
        for table, tally in build.build(offices, apprentices).items():
            self.stdout.write(f"{table:<32}{tally.rows:>10,} rows{tally.seconds:>8.1f} s")
        self.stdout.write(f"{offices} offices in {monotonic() - began:.0f} s")
