"""Does an import change in place, and does it leave alone what somebody's plan refers to?"""

from copy import deepcopy

import pytest

from okportal.curricula.actions import import_curriculum
from okportal.curricula.demo_plans import CHILD_CARE, PLANS
from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.errors import Refused
from okportal.offices.scope import office_scope
from training.models import PlanAim

pytestmark = pytest.mark.django_db


def test_a_second_import_changes_in_place():
    import_curriculum(CHILD_CARE)
    before = dict(Aim.objects.filter(curriculum_id="DEMO-BUA").values_list("code", "pk"))
    changed = deepcopy(CHILD_CARE)
    changed["tittel"] = "Ny tittel"
    changed["kompetansemaalsett"][0]["maal"][0]["tekst"] = "ny tekst"
    curriculum = import_curriculum(changed)
    assert curriculum.title == "Ny tittel"
    assert dict(curriculum.aims.values_list("code", "pk")) == before
    assert curriculum.aims.first().text == "ny tekst"


def test_all_demo_plans_import_with_their_trades():
    for document in PLANS:
        import_curriculum(document)
    assert Curriculum.objects.filter(pk__startswith="DEMO-").count() == len(PLANS) == 10
    assert Curriculum.objects.get(pk="DEMO-SOA").language == "nno"


def test_an_aim_that_is_gone_goes_only_when_no_plan_in_any_office_refers_to_it(world):
    def without_first(document):
        shorter = deepcopy(document)
        shorter["kompetansemaalsett"][0]["maal"].pop(0)
        return shorter

    curriculum = import_curriculum(CHILD_CARE)
    first, second = curriculum.aims.all()[:2]
    with office_scope(world.there.office.pk):  # an office that the importer does not stand in
        PlanAim.objects.create(office=world.there.office, plan=world.there.rows.plan, aim=first, position=9)
    import_curriculum(without_first(CHILD_CARE))
    assert list(curriculum.aims.all())[-1] == first
    assert curriculum.aims.first() == second
    import_curriculum(without_first(without_first(CHILD_CARE)))
    assert not Aim.objects.filter(pk=second.pk).exists()
    assert Aim.objects.filter(pk=first.pk).exists()


def test_the_trade_is_found_by_the_letters_both_codes_share():
    document = {**CHILD_CARE, "kode": "BUA03-09"}
    del document["laerefag"]
    assert import_curriculum(document).trade_id == "HSBUA3----"


def test_an_unknown_trade_is_refused_and_nothing_is_written():
    with pytest.raises(Refused, match="DEMO-XYZ"):
        import_curriculum({**CHILD_CARE, "kode": "DEMO-XYZ", "laerefag": "XXXYZ3----"})
    assert not Curriculum.objects.filter(pk="DEMO-XYZ").exists()
    trade = Trade.objects.get(pk="HSPOR3----")
    assert import_curriculum({**CHILD_CARE, "kode": "DEMO-XYZ"}, trade=trade).trade == trade


def test_udirs_own_plan_goes_before_one_of_ours_from_the_same_day():
    ours = import_curriculum(CHILD_CARE)
    assert Curriculum.objects.in_force(ours.trade_id, ours.valid_from) == ours
    udirs = import_curriculum({**CHILD_CARE, "kode": "BUA03-02", "fastsatt": "2021-03-18"})
    assert Curriculum.objects.in_force(ours.trade_id, ours.valid_from) == udirs
