"""manage.py demo: write the two demo offices into a new database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from okportal.embedded.demo.build import build_all
from okportal.people.models import User


class Command(BaseCommand):
    help = "Writes the demo's offices, people and trainings. For a new database only."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are people already")

    def handle(self, *, if_empty, **options):
        if not settings.DEVELOPMENT:
            raise CommandError("The demo has known passwords; it is for development only.")
        if User.objects.exists():
            if if_empty:
                return
            raise CommandError("There are people in this database already.")
        with transaction.atomic():
            build_all(self.stdout.write)
