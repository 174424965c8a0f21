"""Does the application say on paper what was answered, and is it a document for the archive?"""

from datetime import date
from io import BytesIO

import pypdf
import pytest

from companies import actions
from companies.models import AimCoverage, Qualification
from companies.pdf import application_pdf, file_name
from okportal.curricula.models import Trade
from okportal.offices.models import County
from okportal.permissions import Role
from tests.world import TRADE

TODAY = date(2026, 5, 4)


@pytest.fixture
def approval(world):
    with world.here.scope():
        rows = world.here.rows
        Qualification.objects.create(
            office=world.here.office, person=rows.training_supervisor, kind="certificate", title="Fagbrev BUA"
        )
        prepared = actions.prepare_approval(
            company=rows.company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk="03"),
            establishment=rows.establishment, by=world.here.member(Role.ADVISOR),
        )  # fmt: skip
        answers = [
            {"covered_by": "here", "person": rows.instructor, "place": "Kjøkkenet", "equipment": "Komfyr"},
            {"covered_by": "partner", "partner": "Nabo barnehage SA", "place": "Voss"},
            {"covered_by": "open"},
        ]
        for row, facts in zip(prepared.coverage.all(), answers, strict=True):
            AimCoverage.objects.filter(pk=row.pk).update(**facts)
        yield prepared


def text_of(approval, language="nb", remarks="") -> str:
    content = application_pdf(approval, language=language, remarks=remarks, today=TODAY)
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


def test_it_says_who_where_and_how(approval):
    text = text_of(approval, remarks="Avtalen kommer i august")
    for words in (
        "Fjord barnehager", "Fjord avdeling nord", "Oslo", "Barne- og ungdomsarbeiderfaget", "TEST-BUA", "66 %",
        "Fjord Training_Supervisor", "Fagbrev BUA", "mål nummer 1", "Fjord Instructor", "Kjøkkenet", "Komfyr",
        "Nabo barnehage SA", "Voss", "Avtalen kommer i august",
    ):  # fmt: skip
        assert words in text, words


def test_what_does_not_belong_to_the_answer_is_left_out(approval):
    AimCoverage.objects.filter(approval=approval, covered_by="here").update(covered_by="not")
    assert "Komfyr" not in text_of(approval)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_same_answers_give_the_same_bytes_for_the_archive(approval, language):
    first, second = (application_pdf(approval, language=language, remarks="", today=TODAY) for _time in range(2))
    assert first == second
    catalogue = pypdf.PdfReader(BytesIO(first)).trailer["/Root"]
    assert catalogue["/Lang"] == language
    assert b"pdfaid" in catalogue["/Metadata"].get_object().get_data()


def test_a_curriculum_of_forty_long_aims_still_fits(approval):
    for position in range(4, 41):
        aim = approval.curriculum.aims.create(
            code=f"L{position}", text="planlegge og gjennomføre " * 8, position=position
        )
        AimCoverage.objects.create(
            office_id=approval.office_id, approval=approval, aim=aim, position=position, covered_by="here",
            place="Avdeling nord", equipment="Samlingsstunder, tur og nettbrett " * 3,
        )  # fmt: skip
    assert "L40" in text_of(approval)


def test_the_download_names_company_and_trade(approval):
    assert file_name(approval) == "soknad-godkjenning-fjord-barnehager-bua.pdf"
