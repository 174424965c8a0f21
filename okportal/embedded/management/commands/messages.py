"""How do new sentences come into the translation files, and is any of them missing?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from okportal.embedded import messages
from okportal.embedded.system import ROOT


class Command(BaseCommand):
    help = "Brings locale/{nb,nn}/LC_MESSAGES/django.po up to date with the code and says what is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if a file is out of date or incomplete"
        )
        parser.add_argument("--root", type=Path, default=ROOT, help="another checkout than this one")

    def handle(self, *, check, root, **options):
        own, faults = messages.extract(root), []
        for language in messages.LANGUAGES:
            path = messages.catalogue_path(language, root)
            catalogue = messages.merged(language, own, root)
            text = messages.rendered(catalogue, language)
            is_current = path.exists() and path.read_text(encoding="utf-8") == text
            if not check and not is_current:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            missing, mistaken = messages.missing(catalogue), messages.mistaken(catalogue)
            self.stdout.write(f"{language}: {len(catalogue)} sentences, {len(missing)} missing")
            for message in mistaken:
                self.stdout.write(f"    other placeholders than the source: {message.id!r}")
            if missing or mistaken or (check and not is_current):
                faults.append(language)
        if check and faults:
            raise CommandError(f"Run `python3 run.py messages` and translate: {', '.join(faults)}")
