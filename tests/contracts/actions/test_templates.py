"""The office's own words: who writes them, which template fits, and that two editors lose nothing."""

import pytest

from contracts.actions.templates import add_template, edit_template, fitting_template
from contracts.models import Contract, PaperTemplate
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused

WORDS = {
    "name": "Vanlig", "kind": "", "language": "", "remarks": "Arbeidstøy holdes av bedriften.", "terms": "Møteplikt.",
    "copies": 2, "is_active": True,
}  # fmt: skip


@pytest.fixture
def template(advisor):
    return add_template(**WORDS, by=advisor)


def test_written_and_in_the_trail(template):
    assert (template.remarks, template.copies) == ("Arbeidstøy holdes av bedriften.", 2)
    assert Event.objects.about(template).first().verb == "contract_template.added"


@pytest.mark.parametrize(
    ("other", "field"),
    [({"name": "Vanlig", "kind": "training"}, "name"), ({"name": "En til"}, "kind")],
    ids=["name taken", "use taken"],
)
def test_a_name_or_a_use_that_is_taken_is_refused_at_its_field(template, advisor, other, field):
    with pytest.raises(Refused) as refusal:
        add_template(**WORDS | other, by=advisor)
    assert refusal.value.field == field
    assert PaperTemplate.objects.count() == 1


def test_one_out_of_use_stands_in_nobodys_way(template, advisor):
    add_template(**WORDS | {"name": "Gammel", "is_active": False}, by=advisor)
    assert PaperTemplate.objects.count() == 2


def test_the_most_exact_one_fits(template, advisor, draft):
    both = add_template(**WORDS | {"name": "Nynorsk", "language": "nn"}, by=advisor)
    exact = add_template(**WORDS | {"name": "Lære", "kind": "apprentice", "language": "nb"}, by=advisor)
    add_template(**WORDS | {"name": "Ut", "kind": "training", "language": "nb", "is_active": False}, by=advisor)
    fits = lambda kind, language: fitting_template(  # noqa: E731
        Contract(office_id=draft.office_id, kind=kind, language=language)
    )
    assert fits("apprentice", "nb") == exact
    assert fits("training", "nb") == template
    assert fits("training", "nn") == both


def test_none_fits_in_an_office_without(draft):
    assert fitting_template(draft) is None


def test_the_second_editor_is_told_what_changed(template, advisor):
    edit_template(template=template, version=1, **WORDS | {"copies": 3}, by=advisor)
    with pytest.raises(Stale):
        edit_template(template=template, version=1, **WORDS | {"terms": "Andre"}, by=advisor)
    template.refresh_from_db()
    assert (template.copies, template.terms, template.version) == (3, "Møteplikt.", 2)


def test_saving_what_is_there_already_changes_nothing(template, advisor):
    edit_template(template=template, version=1, **WORDS, by=advisor)
    template.refresh_from_db()
    assert template.version == 1
