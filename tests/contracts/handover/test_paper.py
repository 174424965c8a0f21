"""What does the new company read on paper, and what not? Which mails go out, in which languages?"""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdf
import pytest
from django.utils.translation import gettext, override

from apprenticeships.models import Absence, Note
from contracts.actions.handover import ask_assessment, cancel_handover
from contracts.handover.checks import grant_in_words
from contracts.handover.pdf import handover_pdf
from contracts.models import Contract
from followup.models import Talk
from okportal.documents.actions import read
from okportal.outbox.delivery import compose
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.stages import mails

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


@pytest.fixture
def planned(way, here, contract, advisor):
    rows, today = here.rows, advisor.today
    Talk.objects.create(
        office=here.office, apprenticeship=rows.apprenticeship, contract=contract, number=2, state="held",
        due_on=today, held_on=today - timedelta(days=30), minutes="Hemmelig referat",
    )  # fmt: skip
    for number, (state, kind) in enumerate((("confirmed", "illness"), ("confirmed", "leave"), ("declined", "leave"))):
        day = today - timedelta(days=100 + 10 * number)
        Absence.objects.create(
            office=here.office, apprenticeship=rows.apprenticeship, kind=kind, from_on=day,
            to_on=day + timedelta(days=2), state=state, reported_by=advisor.user,
            decided_at=rows.contract.created_at, decided_by=advisor.user,
        )  # fmt: skip
    Note.objects.create(
        office=here.office, apprenticeship=rows.apprenticeship, audience="office", text="Hemmelig notat",
        written_by=advisor.user, written_by_name=advisor.user.name,
    )  # fmt: skip
    aim = rows.plan.aims.order_by("position").first()
    aim.reached_on, aim.reached_by = today, advisor.user
    aim.save()
    return way.planned(today + timedelta(days=40))


class TestPaper:
    def test_it_says_who_how_far_and_what_is_left(self, planned, contract):
        text = text_of(read(planned.file))
        with override("nb"):
            title = gettext("Handover to a new company")
        for words in (
            title, "Fjord Lærling", contract.number, "Fjord barnehager", "Fjord nye barnehager",
            "Nøye med verktøy", "Planlegging av dagen", "Godt i gang", "mål nummer 1", "mål nummer 2",
        ):  # fmt: skip
            assert words in text, words

    def test_of_absence_only_the_number_of_confirmed_days(self, planned):
        text = text_of(read(planned.file))
        with override("nb"):
            label = gettext("Days away, whole or in part")
        assert f"{label} 6" in text
        assert not any(word in text for word in ("Sykdom", "sykdom", "Permisjon", "permisjon"))

    def test_nothing_of_the_journal_the_minutes_or_the_reason(self, planned, here):
        text = text_of(read(planned.file))
        assert "Hemmelig" not in text and "Flytter" not in text and "spørsmål" not in text
        assert f"{planned.contract.start_on:%d.%m.%Y}" in text

    @pytest.mark.parametrize("language", ["nb", "nn"])
    def test_the_same_day_gives_the_same_bytes_in_both_languages(self, planned, way, advisor, language):
        Contract.objects.filter(pk=planned.contract_id).update(language=language)
        first, second = (handover_pdf(way.fresh(), written_on=advisor.today) for _time in range(2))
        assert first == second
        with pikepdf.open(BytesIO(first)) as opened:
            assert str(opened.Root.Lang).startswith(language)
            meta = opened.open_metadata()
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "U", "1")

    def test_what_was_kept_is_what_the_same_day_gives(self, planned, advisor):
        assert read(planned.file) == handover_pdf(planned, written_on=advisor.today)

    def test_the_grant_in_words_names_both_with_days_and_months(self, planned):
        words = grant_in_words(planned)
        assert "Fjord barnehager has" in words and "Fjord nye barnehager" in words and "§ 6-15" in words


class TestMails:
    def test_apprentice_and_both_companies_are_told(self, planned, here, other):
        told = {mail.to_email: mail.facts["side"] for mail in mails("company_change")}
        assert told == {
            here.users[Role.APPRENTICE].email: "apprentice", here.users[Role.TRAINING_SUPERVISOR].email: "old",
            here.users[Role.COMPANY_CONTACT].email: "old", other.supervisor.email: "new", other.contact.email: "new",
        }  # fmt: skip

    def test_each_can_be_written_in_each_language(self, way, here, soon, advisor):
        ask_assessment(handover=way.drafted(), by=advisor)
        cancel_handover(handover=way.planned(soon), by=advisor)
        written = Message.objects.filter(template__in=[
            "contracts/closing_assessment", "contracts/company_change", "contracts/company_change_off",
        ])  # fmt: skip
        assert len({mail.template for mail in written}) == 3
        for mail in written:
            bodies = set()
            for language in ("nb", "nn", "en"):
                mail.language = language
                composed = compose(mail, here.office)
                assert "Fjord Lærling" in composed.body and "\n" not in composed.subject
                assert "None" not in composed.body and "&#" not in composed.body
                bodies.add(composed.body)
            assert len(bodies) >= 2
