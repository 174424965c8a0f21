"""Import curricula from files or from Udir: `manage.py import_curriculum FILE|CODE…`."""

import json
import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from okportal.curricula import udir
from okportal.curricula.actions import import_curriculum
from okportal.curricula.grep import is_aim_set
from okportal.curricula.models import Trade
from okportal.errors import Refused

PLAN_CODE = re.compile(r"[A-ZÆØÅ]{3}\d{2}-\d{2}")


class Command(BaseCommand):
    help = "Import curricula from JSON files, or from Udir by code (BUA03-02). Importing again changes, never doubles."

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="FILE|CODE")
        parser.add_argument("--trade", metavar="CODE", help="programme area, where the plan's code does not tell")

    def handle(self, *, sources, trade, **options):
        try:
            chosen = trade_named(trade) if trade else None
            plans, aim_sets = read_all(sources)
            for plan in plans:
                curriculum = import_curriculum(plan, aim_sets=aim_sets, trade=chosen)
                self.stdout.write(
                    _("%(curriculum)s: %(aims)d aims.") % {"curriculum": curriculum, "aims": curriculum.aims.count()}
                )
        except Refused as refusal:
            raise CommandError(f"{refusal.message} {refusal.way_out}".strip()) from refusal


def trade_named(code) -> Trade:
    found = Trade.objects.filter(pk=code.ljust(10, "-")).first()
    if found is None:
        raise Refused(_("There is no trade %(code)s.") % {"code": code})
    return found


def read_all(sources) -> tuple[list, list]:
    """All plans and all aim sets among the sources; a set's file may stand beside its plan's."""
    plans, aim_sets = [], []
    for source in sources:
        if Path(source).is_file():
            document = read_file(Path(source))
            (aim_sets if is_aim_set(document) else plans).append(document)
        elif PLAN_CODE.fullmatch(source):
            plan, found = udir.fetch(source)
            plans.append(plan)
            aim_sets += found
        else:
            raise Refused(_("%(source)s is neither a file nor a curriculum code.") % {"source": source})
    return plans, aim_sets


def read_file(path: Path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise Refused(_("%(file)s cannot be read as JSON.") % {"file": path.name}) from error
