"""Does a company come in by its number, get its approval, and its supervisor a login?"""

import pytest
from django.utils import timezone

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Approval, Company, CompanyPerson
from companies.states import ApprovalState
from companies.tasks import look_up_waiting
from okportal.embedded.demo.synthetic import organisation_number
from tests.companies.register import STREET
from tests.documents.samples import pdf
from tests.journeys.people import a_file, assert_pdf, nb
from tests.world import COUNTY, TRADE

NUMBER = organisation_number(995)
PLACES = {"974544482": "NORD BARNEHAGE", "974544483": "SØR BARNEHAGE"}
SUPERVISOR = "siv@nybedrift.example"


@pytest.mark.slow
def test_company_from_its_number_to_an_approval(world, somebody, register):
    advisor, today = somebody("advisor@fjord.example"), timezone.localdate()
    company = register_company(advisor, register)
    add_qualified_supervisor(advisor, company, today)
    approval = prepare_approval(advisor, company)
    map_aims(advisor)
    send_application(advisor, approval)
    note_the_answer(advisor, approval, today)

    advisor.goto(company + "godkjenninger/")
    row = advisor.page.locator("tbody tr").inner_text()
    assert "Nord Barnehage" in row and nb("Approved") in row
    with world.here.scope():
        approved = Approval.objects.select_related("establishment").get(company__organisation_number=NUMBER)
    assert (approved.state, approved.establishment.name) == (ApprovalState.APPROVED, "Nord Barnehage")


def register_company(advisor, register) -> str:
    """Nothing but the number is typed; what the register answers comes on the page by itself."""
    register.unit(NUMBER, navn="NYE BARNEHAGER AS", forretningsadresse=STREET, antallAnsatte=45)
    for number, name in PLACES.items():
        register.place(number, NUMBER, navn=name, beliggenhetsadresse=STREET)
    advisor.goto("/fjord/bedrifter/")
    advisor.follow("/bedrifter/ny/")
    advisor.answer(organisation_number=NUMBER)
    assert "Nye Barnehager AS" not in advisor.text
    look_up_waiting()
    advisor.page.locator("h1", has_text="Nye Barnehager AS").wait_for()
    advisor.page.locator("#places", has_text="Nord Barnehage").wait_for()
    assert advisor.sees("Sør Barnehage", "5003 Bergen")
    advisor.look()
    assert advisor.page.locator("[hx-trigger='every 2s']").count() == 0, "it would ask for ever"
    return advisor.path


def add_qualified_supervisor(advisor, company, today):
    advisor.goto(company + "personer/")
    advisor.follow("/personer/ny/")
    advisor.answer(name="Siv Leder", email=SUPERVISOR, role="training_supervisor", is_invited=False)
    advisor.follow("/kvalifikasjoner/ny/")
    advisor.answer(
        kind="certificate", title="Fagbrev", trade=TRADE, obtained_on=today.replace(year=today.year - 9, day=1),
        file=a_file("fagbrev.pdf", pdf()),
    )  # fmt: skip
    assert advisor.sees("fagbrev.pdf")


def prepare_approval(advisor, company) -> str:
    advisor.goto(company + "godkjenninger/")
    advisor.follow("/godkjenninger/soknad/")
    assert advisor.page.locator("[name=county]").input_value() == COUNTY  # known from the register
    advisor.answer(trade=TRADE, establishment="Nord Barnehage")
    return advisor.path.removesuffix("kartlegging/")


def map_aims(advisor):
    """Two aims in the company, one at a partner; each is saved by itself."""
    aims = [aim.get_attribute("id") for aim in advisor.page.locator("details.aim").all()]
    assert len(aims) == 3
    here = {"covered_by": "here", "person": "Siv Leder", "place": "Verksted", "equipment": "Symaskin"}
    for aim in aims[:2]:
        map_aim(advisor.page, aim, here)
    assert advisor.page.locator("#coverage progress").get_attribute("value") == "2"
    map_aim(advisor.page, aims[2], {"covered_by": "partner", "partner": "Fjord barnehager"})
    advisor.page.locator("#coverage progress[value='3'][max='3']").wait_for()
    advisor.look()
    advisor.page.reload()
    summaries = advisor.page.locator("details.aim > summary").all_inner_texts()
    assert sorted("Siv Leder" in text for text in summaries) == [False, True, True]
    assert sum("Fjord barnehager" in text for text in summaries) == 1
    advisor.look()


def map_aim(page, aim, answers):
    """Waits for the request that carries the last answer."""
    *_others, last = answers.values()
    with page.expect_response(lambda answer: last.split()[0] in (answer.request.post_data or "")) as saved:
        for name, value in answers.items():
            field = page.locator(f"[name={aim}-{name}]")
            if name == "covered_by":
                page.locator(f"[name={aim}-{name}][value={value}]").check()
            elif name == "person":
                field.select_option(value)
            else:
                field.fill(value)
        page.keyboard.press("Tab")  # leaving the field is what saves it
    assert saved.value.status == 200


def send_application(advisor, approval):
    assert_pdf(advisor.page, approval + "soknad/")  # as it would look today
    advisor.follow(approval)
    advisor.follow("/send/")
    assert advisor.page.locator("#h-problems").count() == 0
    advisor.answer(language="nb")
    assert advisor.path == approval
    assert_pdf(advisor.page, approval + "soknad/")


def note_the_answer(advisor, approval, today):
    advisor.follow("/nemnd/")
    advisor.answer(on=today, case_number="26/00321")
    advisor.follow("/avgjor/")
    advisor.answer(decision="approve", on=today, file=a_file("vedtak.pdf", pdf()))
    assert advisor.sees("vedtak.pdf", "26/00321")
    assert_pdf(advisor.page, approval + "vedtak/")


@pytest.mark.slow
def test_supervisor_is_invited_and_sees_only_the_own_apprentices(world, somebody):
    here = world.here
    with here.scope():
        hidden = with_another_supervisor(here)
    advisor, siv = somebody("advisor@fjord.example"), somebody()
    advisor.goto(f"/fjord/bedrifter/{here.rows.company.pk}/personer/ny/")
    advisor.answer(name="Siv Leder", email=SUPERVISOR, role="training_supervisor", is_invited=True)
    with here.scope():
        person = CompanyPerson.objects.get(email=SUPERVISOR)
    own = f"/fjord/laerlinger/{here.rows.apprenticeship.pk}/"
    people = f"/fjord/bedrifter/{here.rows.company.pk}/personer/"
    advisor.goto(people)
    assert nb("Invited") in advisor.page.locator("tbody tr", has_text="Siv Leder").inner_text()
    advisor.goto(own)
    advisor.follow("/laereforhold/")
    advisor.answer(supervisor=str(person.pk))

    siv.accept_invitation(SUPERVISOR)
    siv.goto("/fjord/laerlinger/")
    assert siv.page.locator("tbody th a").all_inner_texts() == ["Fjord Lærling"]
    siv.follow(own)
    assert siv.page.request.get(f"/fjord/laerlinger/{hidden.pk}/").status == 404
    advisor.goto(people)
    assert nb("Has a login") in advisor.page.locator("tbody tr", has_text="Siv Leder").inner_text()


def with_another_supervisor(here) -> Apprenticeship:
    person = Apprentice.objects.create(
        office=here.office, first_name="Ola", last_name="Annen", email="ola@annen.example", county_id=COUNTY
    )
    return Apprenticeship.objects.create(
        office=here.office, apprentice=person, trade_id=TRADE, company=Company.objects.get(pk=here.rows.company.pk),
        supervisor=here.rows.training_supervisor, county_id=COUNTY,
    )  # fmt: skip
