"""Which questions does the portal bring, and who writes an office's own?"""

import pytest
from django.utils.translation import override

from apprenticeships.actions import needs as actions
from apprenticeships.models import NeedsMapping, NeedsTemplate
from apprenticeships.needs import LANGUAGES, default_template, packed, unpacked
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from tests.apprenticeships.mapped import make, tab

# --- the portal's own questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_default_template_has_its_language_and_no_diagnosis_question(language):
    template = default_template(language)
    assert template.title.endswith(LANGUAGES[language])
    assert len(template.questions) == len(set(template.questions)) >= 8
    assert not [question for question in template.questions if "diagnos" in question.lower()]


def test_answers_keep_their_questions():
    questions, answers = ["Hva?", "Hvordan, «da»?"], ["", "æøå\n2"]
    pairs = unpacked(packed(questions, answers))
    assert [(pair["question"], pair["answer"]) for pair in pairs] == list(zip(questions, answers, strict=True))


def test_default_templates_are_made_once_for_each_language(inside):
    NeedsMapping.objects.all().delete()
    NeedsTemplate.objects.all().delete()
    inside.office.languages = "nb,nn"
    inside.office.save()
    first = actions.make_default_templates(by=inside.member(Role.ADVISOR))
    again = actions.make_default_templates(by=inside.member(Role.ADVISOR))
    assert [row.pk for row in first] == [row.pk for row in again]
    assert [row.title.rpartition(" ")[2] for row in first] == ["bokmål", "nynorsk"]
    assert Event.objects.filter(verb="needs_template.made").count() == 2


def test_language_of_the_reader_does_not_decide_the_templates(inside):
    with override("nn"):
        assert default_template("en").questions[0].startswith("What do you do well")


# --- templates


def test_template_with_a_known_title_is_refused(inside):
    given = {"introduction": "", "questions": ["?"], "by": inside.member(Role.ADVISOR)}
    with pytest.raises(Refused) as refusal:
        actions.add_template(title=inside.rows.needs_template.title, **given)
    assert refusal.value.field == "title"
    assert actions.add_template(title="Another", **given).pk


def test_changed_template_leaves_mappings_as_they_are(inside):
    template = inside.rows.needs_template
    mapping = make(inside)
    given = {"title": "New", "introduction": "", "is_active": False, "by": inside.member(Role.ADVISOR)}
    actions.edit_template(template=template, questions=["Something else?"], version=1, **given)
    mapping.refresh_from_db()
    assert unpacked(mapping.answers)[0]["question"] == "Fjord spørsmål"
    with pytest.raises(Refused, match="changed this"):
        actions.edit_template(template=template, questions=["Late?"], version=1, **given)


@pytest.mark.parametrize("role", Role)
def test_templates_are_for_advisors_and_administrators(here, role):
    client = here.client(role)
    may = role in (Role.ADVISOR, Role.ADMINISTRATOR)
    for path in ("", "ny/", f"{here.rows.needs_template.pk}/"):
        assert client.get(here.url(f"laerlinger/kartlegging/maler/{path}")).status_code == (200 if may else 404)
    response = client.post(here.url("laerlinger/kartlegging/maler/standard/"))
    assert response.status_code == (302 if may else 404)


def test_template_of_another_office_does_not_exist(world):
    client, foreign = world.here.client(Role.ADVISOR), world.there.rows.needs_template.pk
    assert client.get(world.here.url(f"laerlinger/kartlegging/maler/{foreign}/")).status_code == 404
    assert client.get(tab(world.here, f"ny/?mal={foreign}")).status_code == 404


def test_template_is_written_one_question_a_line(here):
    client = here.client(Role.ADVISOR)
    given = {"title": "Kort", "questions": " Hva?\n\n  Hvordan? \n"}
    client.post(here.url("laerlinger/kartlegging/maler/ny/"), given)
    with here.scope():
        assert NeedsTemplate.objects.get(title="Kort").questions == ["Hva?", "Hvordan?"]
    too_many = {"title": "Lang", "questions": "\n".join(f"Nr {number}?" for number in range(31))}
    assert client.post(here.url("laerlinger/kartlegging/maler/ny/"), too_many).status_code == 422
    too_long = {"title": "Lang", "questions": "x" * 301}
    assert client.post(here.url("laerlinger/kartlegging/maler/ny/"), too_long).status_code == 422
