"""The office's own words: who writes them, which template fits, and that two editors lose nothing."""

from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from contracts.actions import drafting
from contracts.actions.templates import add_template, edit_template, fitting_template
from contracts.models import Contract, PaperTemplate
from contracts.paper.pdf import contract_pdf
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.documents.uploads import Accepted
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


def test_what_was_sent_keeps_its_words_and_drafts_get_the_new_ones(template, advisor, draft, here):
    sent = here.rows.contract
    Contract.objects.filter(pk__in=[draft.pk, sent.pk]).update(template=template)
    new = edit_template(template=template, version=1, **WORDS | {"terms": "Andre ord"}, by=advisor)
    draft.refresh_from_db()
    sent.refresh_from_db()
    assert (new.name, draft.template, sent.template.terms) == ("Vanlig", new, "Møteplikt.")
    assert not sent.template.is_active


def test_a_new_draft_takes_the_one_that_fits(template, advisor, here):
    here.rows.draft.delete()
    made = drafting.draft(apprenticeship=here.rows.planned, by=advisor)
    assert (made.template, made.remarks) == (template, "Arbeidstøy holdes av bedriften.")


def test_another_language_takes_another_template(template, advisor, draft):
    nynorsk = add_template(**WORDS | {"name": "Nynorsk", "language": "nn"}, by=advisor)
    changed = drafting.save_step(contract=draft, version=draft.version, by=advisor, language="nn")
    assert changed.template == nynorsk


def test_logo_and_terms_stand_on_the_paper(template, advisor, draft):
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#0f5d73").save(picture, "PNG")
    logo = Accepted(picture.getvalue(), "image/png", "logo.png")
    template = edit_template(template=template, version=1, logo=logo, **WORDS, by=advisor)
    contract = Contract.objects.with_people().select_related("office").get(pk=draft.pk)
    plain = contract_pdf(contract, signatures=[])
    contract.template = template
    content = contract_pdf(contract, signatures=[])
    assert content == contract_pdf(contract, signatures=[])
    has_image = lambda pdf: bool(PdfReader(BytesIO(pdf)).pages[0].images)  # noqa: E731
    assert (has_image(plain), has_image(content)) == (False, True)
    assert "Møteplikt." in "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(("language", "words"), [("nb", "3 likelydende"), ("nn", "3 likelydande")])
def test_the_number_of_copies_stands_on_the_paper_from_two_on(template, advisor, draft, language, words):
    contract = Contract.objects.with_people().select_related("office").get(pk=draft.pk)
    contract.language = language

    def read(copies):
        contract.template = edit_template(
            template=template, version=type(template).objects.get(pk=template.pk).version,
            **WORDS | {"copies": copies}, by=advisor,
        )  # fmt: skip
        pages = PdfReader(BytesIO(contract_pdf(contract, signatures=[]))).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    assert words in read(3)
    assert "likelyd" not in read(1)
