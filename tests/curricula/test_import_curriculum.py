"""What does the command take, and what does it say?"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from okportal.curricula.demo_plans import CHILD_CARE
from okportal.curricula.models import Curriculum
from tests.curricula.test_grep import AIM_SET, PLAN

pytestmark = pytest.mark.django_db


def written(folder, name, document):
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_files_of_a_plan_and_its_aim_sets_belong_together(tmp_path):
    said = StringIO()
    files = written(tmp_path, "KV1.json", AIM_SET), written(tmp_path, "BUA03-02.json", PLAN)
    call_command("import_curriculum", *files, stdout=said)
    assert Curriculum.objects.get(pk="BUA03-02").aims.count() == 2
    assert "BUA03-02" in said.getvalue()


def test_the_trade_may_be_named(tmp_path):
    call_command("import_curriculum", written(tmp_path, "a.json", CHILD_CARE), trade="HSPOR3", stdout=StringIO())
    assert Curriculum.objects.get(pk="DEMO-BUA").trade_id == "HSPOR3----"


@pytest.mark.parametrize("source", ["finnes-ikke.json", "BUA", "../../etc/passwd.json"])
def test_neither_file_nor_code(source):
    with pytest.raises(CommandError, match="neither a file nor"):
        call_command("import_curriculum", source)


def test_a_file_that_is_no_json(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("<html>")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_curriculum", str(path))
