"""Are a training candidate's own aims chosen with the change that makes them one, signed with it, and kept?"""

import json

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic

from apprenticeships.models import Apprenticeship
from contracts import aims
from contracts.amending.kinds import Kind
from contracts.amending.words import title_of
from contracts.models import Amendment, Contract
from contracts.states import AmendmentState as S
from okportal.curricula.models import Curriculum
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.amending.changes import A_DAY, fresh, other_trade, paper_of
from tests.contracts.signing.test_final import attached
from tests.contracts.stages import address

pytestmark = pytest.mark.django_db


def test_signed_with_the_change_and_the_contracts_from_the_day(changes):
    row = changes.to(S.AT_COUNTY, changes.draft(Kind.TYPE, new_aim_codes=["T3", "T1"]))
    assert changes.contract.aim_codes == []
    sent = json.loads(row.rounds.get().content)
    assert [aim["code"] for aim in sent["aims"]] == ["T1", "T3"]
    assert all(aim["text"] for aim in sent["aims"])
    files = attached(paper_of(row))
    assert json.loads(files["endring.json"]) == sent
    assert b"<aims>" in files["endring.xml"]
    row = changes.consent(row)
    assert (row.state, set(changes.contract.aim_codes)) == (S.IN_FORCE, {"T1", "T3"})
    assert [code for code, _text in aims.chosen(changes.contract)] == ["T1", "T3"]
    assert row.before["aim_codes"] == []
    assert not Task.objects.filter(kind="contracts/own_aims").exists()


@pytest.mark.parametrize("codes", [[], ["X9"], ["T1", "X9"]])
def test_at_least_one_of_the_curriculums(changes, codes):
    with pytest.raises(Refused) as refused:
        changes.draft(Kind.TYPE, new_aim_codes=codes)
    assert refused.value.field == "new_aim_codes"
    assert not Amendment.objects.exists()


def test_another_type_has_none(changes):
    assert changes.draft(Kind.TYPE, new_kind="practice", new_aim_codes=["T1"]).new_aim_codes == []


def test_a_change_without_own_aims_says_what_it_said_before(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    assert "aims" not in json.loads(row.rounds.get().content)


def test_other_own_aims_are_a_change_of_their_own_and_settle_the_task(changes):
    """The trade's curriculum came after the type was changed: then the aims could not be chosen."""
    training, known = changes.contract.apprenticeship, changes.contract.apprenticeship.curriculum_id
    other_trade()  # with a curriculum that has no aims
    here = Apprenticeship.objects.filter(pk=training.pk)
    here.update(curriculum="TEST-HEA")
    changes.in_force(Kind.TYPE, new_aim_codes=[], from_on=changes.today - A_DAY)
    task = Task.objects.get(kind="contracts/own_aims")
    here.update(curriculum=known or Curriculum.objects.filter(trade=training.trade_id).first())
    for codes in ([], ["T1", "X9"]):
        with pytest.raises(Refused):
            changes.draft(Kind.TYPE, new_aim_codes=codes)
    row = changes.in_force(Kind.TYPE, new_aim_codes=["T2"])
    contract = changes.contract
    assert (contract.aim_codes, contract.kind, title_of(row)) == (["T2"], "training", "Other own aims")
    task.refresh_from_db()
    assert task.done_at
    with pytest.raises(Refused):
        changes.draft(Kind.TYPE, new_aim_codes=["T2"])


def test_the_form_asks_for_them_and_the_pages_show_them(changes, browse):
    client = browse(Role.ADVISOR)
    where = address(changes.contract, "endringer/ny/type/")
    assert 'value="T2"' in client.get(where).text
    typed = {
        "from_on": changes.today.isoformat(), "reason": "Avtalt", "signers": ["apprentice", "office"],
        "needs_consent": "on", "new_kind": "training",
    }  # fmt: skip
    refused = client.post(where, typed)
    assert refused.status_code == 422 and refused.context["form"].errors["new_aim_codes"]
    shown = client.post(where, typed | {"new_aim_codes": ["T2"]})
    mark = shown.context["form"]["seen"].value()
    saved = client.post(where, typed | {"new_aim_codes": ["T2"], "save": "1", "seen": mark})
    row = Amendment.objects.get()
    assert (saved.url, row.new_aim_codes) == (row.get_absolute_url(), ["T2"])
    text = dict(aims.choices(changes.contract))["T2"]
    assert text in client.get(row.get_absolute_url()).text
    edit = client.get(address(changes.contract, f"endringer/{row.pk}/rediger/"))
    assert edit.context["form"].initial["new_aim_codes"] == ["T2"]


def test_what_is_under_signing_cannot_change(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.TYPE))
    with pytest.raises(DatabaseError), atomic():
        Amendment.objects.filter(pk=row.pk).update(new_aim_codes=["T2"])
    assert set(fresh(row).new_aim_codes) == {"T1", "T3"}


def test_a_contract_of_another_type_keeps_none(changes):
    changes.in_force(Kind.TYPE, from_on=changes.today - A_DAY)
    changes.in_force(Kind.TYPE, new_kind="practice")
    assert Contract.objects.get(pk=changes.contract.pk).aim_codes == []
