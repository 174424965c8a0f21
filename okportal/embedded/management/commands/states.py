"""manage.py states: draw the states of all records into docs/states/, or say which drawings are old."""

from django.core.management.base import BaseCommand, CommandError

from okportal.embedded import diagrams


class Command(BaseCommand):
    help = "Draws the diagrams in docs/states/ from the apps' states.py."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a drawing is out of date")

    def handle(self, *, check, **options):
        old = diagrams.stale()
        if check and old:
            raise CommandError("Out of date: " + ", ".join(map(str, old)))
        if not check:
            diagrams.write()
            self.stdout.write(f"{len(diagrams.pages())} pages in {diagrams.FOLDER}, {len(old)} of them new")
