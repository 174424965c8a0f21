"""Do the two real plans that lie beside the project import, twice, without doubles?"""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from okportal.curricula.models import Aim, Curriculum

FOLDER = Path(os.environ.get("OKPORTAL_GREP_DATA") or settings.BASE_DIR.parent / "shared" / "data" / "grep")
PLANS = {"BUA03-02": (26, "nob", "HSBUA3----"), "SOA03-01": (23, "nno", "SRSOA3----")}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (FOLDER / "BUA03-02.json").exists(), reason="the real plans are not here"),
]


def test_both_real_plans_import_twice_without_doubles():
    files = [str(FOLDER / f"{code}.json") for code in PLANS]
    call_command("import_curriculum", *files, stdout=StringIO())
    first = set(Aim.objects.values_list("pk", flat=True))
    call_command("import_curriculum", *files, stdout=StringIO())
    assert set(Aim.objects.values_list("pk", flat=True)) == first
    for code, (aims, language, trade) in PLANS.items():
        curriculum = Curriculum.objects.get(pk=code)
        assert (curriculum.aims.count(), curriculum.language, curriculum.trade_id) == (aims, language, trade)
