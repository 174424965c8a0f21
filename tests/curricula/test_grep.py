"""Are both shapes of a curriculum read, and is nonsense refused with a sentence?"""

from datetime import date

import pytest

from okportal.curricula.demo_plans import PLANS
from okportal.curricula.grep import AimText, is_aim_set, missing_aim_sets, parse
from okportal.errors import Refused

AIM_SET = {
    "kode": "KV1",
    "kompetansemaal-ingress": {"tekst": "<p>Mål for opplæringen</p>"},
    "kompetansemaal": [
        {"kode": "KM2", "tittel": "bruke <em>verktøy</em> &amp; maskiner", "status": "https://x/status_publisert"},
        {"kode": "KM1", "tittel": [{"spraak": "nob", "verdi": "rydde<br>etter seg"}]},
        {"kode": "KM3", "tittel": "gammelt mål", "status": "https://x/status_utgaatt"},
    ],
}
PLAN = {
    "kode": "BUA03-02",
    "status": "https://x/status_publisert",
    "tittel": {"tekst": [{"spraak": "default", "verdi": "Læreplan"}, {"spraak": "eng", "verdi": "Curriculum"}]},
    "fastsettelsesinformasjon": {"fastsatt-dato": "2021-03-18T00:00:00+01:00", "fastsatt-spraak": {"kode": "nob"}},
    "gyldighetsperiode": {"gyldig-fra": {"dato": "2022-08-01T00:00:00+02:00"}},
    "kompetansemaal-kapittel": {"kompetansemaalsett": [{"kode": "KV1", "url-data": "https://x/KV1"}]},
}
SIMPLE = {
    "kode": "SOA03-01", "tittel": "Læreplan", "spraak": "nno", "gyldigFra": "2022-08-01",
    "kompetansemaalsett": [{"kode": "KV5", "ingress": "Mål", "maal": [{"kode": "KM9", "tekst": "presentere"}]}],
}  # fmt: skip


def test_udirs_shape_with_its_aim_sets():
    plan = parse(PLAN, [AIM_SET])
    assert (plan.code, plan.title, plan.language) == ("BUA03-02", "Læreplan", "nob")
    assert (plan.set_on, plan.valid_from) == (date(2021, 3, 18), date(2022, 8, 1))
    assert plan.introduction == "Mål for opplæringen"
    assert plan.aims == (AimText("KM2", "bruke verktøy & maskiner"), AimText("KM1", "rydde etter seg"))


def test_aims_stand_in_the_order_that_is_told():
    ordered = {**AIM_SET, "kompetansemaal": [dict(AIM_SET["kompetansemaal"][0], rekkefoelge=2),
                                             dict(AIM_SET["kompetansemaal"][1], rekkefoelge=1)]}  # fmt: skip
    assert [aim.code for aim in parse(PLAN, [ordered]).aims] == ["KM1", "KM2"]


def test_an_expired_plan_keeps_its_expired_aims():
    expired = {**PLAN, "status": "https://x/status_utgaatt"}
    assert len(parse(expired, [AIM_SET]).aims) == 3


def test_aim_sets_may_stand_inside_the_plan():
    whole = {**PLAN, "kompetansemaal-kapittel": {"kompetansemaalsett": [AIM_SET]}}
    assert missing_aim_sets(PLAN) == ["KV1"]
    assert missing_aim_sets(whole) == []
    assert len(parse(whole).aims) == 2


def test_simple_shape():
    plan = parse(SIMPLE)
    assert (plan.language, plan.set_on, plan.introduction) == ("nno", None, "Mål")
    assert plan.aims == (AimText("KM9", "presentere"),)


@pytest.mark.parametrize("title", ["Plan", [{"spraak": "default", "verdi": "Plan"}], {"tekst": "Plan"},
                                   {"tekst": [{"spraak": "sme", "verdi": "Plan"}]}])  # fmt: skip
def test_all_shapes_of_a_title(title):
    assert parse({**SIMPLE, "tittel": title}).title == "Plan"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "no code"),
        ({"tittel": "Plan"}, "no code"),
        ({"kode": "X' OR 1=1"}, "no code"),
        ({"kode": "BUA03-02"}, "no competence aims"),
        (AIM_SET, "not a curriculum"),
        (PLAN, "KV1"),
        ({**SIMPLE, "spraak": "eng"}, "unknown language"),
        ({**SIMPLE, "gyldigFra": "i går"}, "cannot be read"),
        ({**SIMPLE, "gyldigFra": None}, "from when"),
        ({**SIMPLE, "kompetansemaalsett": []}, "no competence aims"),
        ({**SIMPLE, "kompetansemaalsett": [{"maal": [{"kode": "KM9"}]}]}, "its text"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(document, sentence):
    with pytest.raises(Refused) as refusal:
        parse(document)
    assert sentence in refusal.value.message


def test_an_aim_set_is_told_from_a_plan():
    assert is_aim_set(AIM_SET)
    assert not is_aim_set(PLAN)


@pytest.mark.parametrize("document", PLANS, ids=lambda document: document["kode"])
def test_demo_plans_are_whole_and_cannot_be_taken_for_udirs(document):
    plan = parse(document)
    assert plan.code.startswith("DEMO-")
    assert 10 <= len(plan.aims) <= 12
    assert all(aim.code.startswith(plan.code) and aim.text == aim.text.strip(" .") for aim in plan.aims)
