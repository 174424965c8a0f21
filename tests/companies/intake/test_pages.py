"""How does the office ask, look at what was answered, and write it down itself?"""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from companies.models import Company, Establishment
from okportal.audit.models import Event
from okportal.permissions import Role
from tests.companies.intake.asked import YEAR, address, ask, later, link, mails, typed


def test_the_page_tells_to_whom_and_who_has_no_address_before_it_sends(here):
    with here.scope():
        Company.objects.create(office=here.office, organisation_number="810059672", name="Uten adresse")
    client, page = here.client(Role.ADVISOR), address(here, "plasser", YEAR, "spor")
    text = client.get(page).content.decode()
    assert here.rows.company_contact.email in text
    assert "Uten adresse" in text.split("Without an address")[1]
    chosen = {"answer_by": (timezone.localdate() + timedelta(days=20)).isoformat(), "valgt": here.rows.company.pk}
    for _click in range(2):
        assert client.post(page, chosen).status_code == 302
    with here.scope():
        assert len(mails()) == 1
    assert "Nobody to write to" in client.get(page).content.decode()


def test_only_the_ticked_companies_are_asked(here):
    with here.scope():
        other = Company.objects.create(
            office=here.office, organisation_number="810059672", name="Annen", email="annen@example.test"
        )
    client, page = here.client(Role.ADVISOR), address(here, "plasser", YEAR, "spor")
    assert here.rows.company_contact.email not in client.get(f"{page}?valgt={other.pk}").content.decode()
    answer_by = (timezone.localdate() + timedelta(days=20)).isoformat()
    assert client.post(page, {"answer_by": answer_by, "valgt": other.pk}).status_code == 302
    assert client.post(page, {"answer_by": answer_by, "valgt": ""}).status_code == 422
    assert client.post(page, {"answer_by": "", "valgt": other.pk}).status_code == 422
    with here.scope():
        assert [message.to_email for message in mails()] == ["annen@example.test"]


def test_the_office_asks_one_again_and_writes_down_what_it_is_told(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    asking, answering = (address(here, company, "plasser", YEAR, page) for page in ("spor", "svar"))
    assert client.get(answering).status_code == 404, "who was not asked has nothing to answer"
    answer_by = (timezone.localdate() + timedelta(days=20)).isoformat()
    for _time in range(2):
        assert client.post(asking, {"answer_by": answer_by}).status_code == 302
        with here.scope():
            later()
    assert client.get(answering).status_code == 200
    assert client.post(answering, typed()).status_code == 302
    assert client.post(answering, typed()).status_code == 422
    text = client.get(address(here, company, "plasser") + f"?aar={YEAR}").content.decode()
    assert "Kari Dag" in text
    assert "as the company answered" in text
    with here.scope():
        assert len(mails()) == 2
        assert Event.objects.filter(verb="intake.answered").get().by_id == here.users[Role.ADVISOR].pk


def test_a_company_without_anything_to_count_answers_all_the_same(here, advisor):
    newcomer = Company.objects.create(
        office=here.office, organisation_number="810059672", name="Ny", email="ny@example.test"
    )
    Establishment.objects.create(office=here.office, company=newcomer, name="Verksted")
    (question,) = ask(here, advisor, [newcomer.pk])
    answer = Client().post(link(here, question), {"answer": "yes", "name": "Ny", "er_sett": "1", "comment": "To"})
    assert answer.status_code == 200
    question.refresh_from_db()
    assert question.answer == "yes"
