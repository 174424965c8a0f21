"""The pages, for each who may see them and for those who may not."""

import pytest
from django.utils import timezone

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Company
from okportal.audit.models import Viewing
from okportal.outbox.models import Message
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Role
from tests.world import TRADE

EDIT_PAGES = (
    "laerlinger/ny/",
    "laerlinger/{}/person/endre/",
    "laerlinger/{}/laereforhold/",
    "laerlinger/{}/inviter/",
    "laerlinger/{}/fjern-innlogging/",
)


def page(here, role, path, **kwargs):
    return here.client(role).get(here.url(path.format(here.rows.apprenticeship.pk)), **kwargs)


# --- who sees what


@pytest.mark.parametrize("role", [*OFFICE_ROLES, *COMPANY_ROLES])
def test_list_shows_own_office_only(here, role):
    response = page(here, role, "laerlinger/")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Fjord Lærling" in text
    assert "Canary" not in text


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.GUARDIAN])
def test_list_is_not_there_for_the_apprentice(here, role):
    assert page(here, role, "laerlinger/").status_code == 404


@pytest.mark.parametrize("role", [*OFFICE_ROLES, *COMPANY_ROLES, Role.APPRENTICE])
def test_file_opens_for_those_around_the_apprentice(here, role):
    assert page(here, role, "laerlinger/{}/").status_code == 200


@pytest.mark.parametrize("path", ["laerlinger/{}/", "laerlinger/{}/innsyn/", *EDIT_PAGES[1:]])
@pytest.mark.parametrize("role", Role)
def test_file_of_another_office_does_not_exist(world, role, path):
    foreign, missing = world.there.rows.apprenticeship.pk, 999_999_999
    client = world.here.client(role)
    answers = [client.get(world.here.url(path.format(number))) for number in (foreign, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert b"Canary" not in answers[0].content


@pytest.mark.parametrize("path", EDIT_PAGES)
def test_only_advisors_and_administrators_edit(here, path):
    allowed = {role for role in Role if page(here, role, path).status_code == 200}
    assert allowed == {Role.ADVISOR, Role.ADMINISTRATOR}


def test_company_person_sees_only_those_named_for(here):
    with here.scope():
        Apprenticeship.objects.update(instructor=None)
    assert page(here, Role.INSTRUCTOR, "laerlinger/{}/").status_code == 404
    assert page(here, Role.COMPANY_CONTACT, "laerlinger/{}/").status_code == 200


def test_number_address_and_birth_date_stay_with_office_and_person(here):
    number = here.rows.apprentice.national_id
    for role in (*OFFICE_ROLES, *COMPANY_ROLES, Role.APPRENTICE):
        text = page(here, role, "laerlinger/{}/person/").content.decode()
        assert number not in text
        assert ("140387 *****" in text or "148307 *****" in text) == (role in OFFICE_ROLES)
        assert ("Fjordstien" in text) == (role not in COMPANY_ROLES)


def test_apprentice_reads_kinder_words(here):
    text = page(here, Role.APPRENTICE, "laerlinger/{}/").content.decode()
    assert "About my training" in text
    assert "Needs you now" not in text
    assert "On track" not in text


def test_file_leads_on_to_the_rest(here):
    pk = here.rows.apprenticeship.pk
    text = page(here, Role.ADVISOR, "laerlinger/{}/").content.decode()
    for path in (f"opplaering/{pk}/", f"kontrakter/?apprenticeship={pk}", f"samtaler/?apprenticeship={pk}"):
        assert f'href="{here.url(path)}"' in text
    planned = here.rows.planned.pk
    text = here.client(Role.ADVISOR).get(here.url(f"laerlinger/{planned}/")).content.decode()
    assert f'href="{here.url(f"kontrakter/ny/{planned}/")}"' in text
    text = here.client(Role.READER).get(here.url(f"laerlinger/{planned}/")).content.decode()
    assert "kontrakter/ny/" not in text


# --- looking leaves a line


def test_each_view_of_the_file_leaves_one_line(here):
    with here.scope():
        before = Viewing.objects.about(here.rows.apprentice).count()
    page(here, Role.TRAINING_SUPERVISOR, "laerlinger/{}/")
    page(here, Role.ADVISOR, "laerlinger/{}/")
    page(here, Role.READER, "laerlinger/{}/innsyn/")
    with here.scope():
        assert Viewing.objects.about(here.rows.apprentice).count() == before + 2


@pytest.mark.parametrize("role, status", [(Role.APPRENTICE, 200), (Role.READER, 200), (Role.TRAINING_SUPERVISOR, 404)])
def test_who_has_looked_is_for_office_and_person(here, role, status):
    page(here, Role.INSTRUCTOR, "laerlinger/{}/")
    response = page(here, role, "laerlinger/{}/innsyn/")
    assert response.status_code == status
    assert ("Fjord Instructor" in response.content.decode()) == (status == 200)


# --- writing


def answers(here, **changes):
    rows = here.rows
    return {
        "first_name": "Åse", "last_name": "Ødegård", "email": "ase@example.test", "language": "nn",
        "candidate_type": "apprentice", "trade": TRADE, "company": rows.company.pk, "county": "46",
        "supervisor": rows.training_supervisor.pk, "instructor": rows.instructor.pk,
    } | changes  # fmt: skip


def test_register_leads_to_the_new_file(here):
    client = here.client(Role.ADVISOR)
    response = client.post(here.url("laerlinger/ny/"), answers(here, is_invited="on"))
    with here.scope():
        made = Apprenticeship.objects.get(apprentice__email="ase@example.test")
        assert Message.objects.filter(to_email="ase@example.test", language="nn").exists()
    assert response["Location"] == here.url(f"laerlinger/{made.pk}/")
    assert client.get(response["Location"]).status_code == 200


def test_register_with_known_number_keeps_what_was_typed(here):
    number = here.rows.apprentice.national_id
    response = here.client(Role.ADVISOR).post(here.url("laerlinger/ny/"), answers(here, national_id=number))
    text = response.content.decode()
    assert response.status_code == 422
    assert "Fjord Lærling is registered with this number already." in text
    assert "ase@example.test" in text


def test_choosing_a_company_saves_nothing_and_loses_nothing(here):
    response = here.client(Role.ADVISOR).post(
        here.url("laerlinger/ny/"), answers(here, choose="company", supervisor="", phone="tull")
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="ase@example.test"' in text
    assert 'value="tull"' in text
    assert f'<option value="{here.rows.training_supervisor.pk}" selected>' in text
    with here.scope():
        assert not Apprentice.objects.filter(email="ase@example.test").exists()


def test_company_page_can_link_to_the_form_with_its_company(here):
    text = page(here, Role.ADVISOR, f"laerlinger/ny/?company={here.rows.company.pk}").content.decode()
    assert f'<option value="{here.rows.company.pk}" selected>' in text
    assert f'<option value="{here.rows.training_supervisor.pk}" selected>' in text


@pytest.mark.parametrize("company", ["", "x", "-1", "9" * 40, "%00"])
def test_nonsense_company_in_the_address_gives_the_plain_form(here, company):
    assert page(here, Role.ADVISOR, f"laerlinger/ny/?company={company}").status_code == 200


def test_edit_person(here):
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/person/endre/")
    person = {"first_name": "Ny", "last_name": "Navn", "email": "ny@example.test", "language": "nb"}
    client = here.client(Role.ADVISOR)
    assert client.post(path, person).status_code == 422, "nothing says what was shown"
    person["seen"] = client.get(path).context["form"].initial["seen"]
    assert client.post(path, person).status_code == 302
    with here.scope():
        stored = Apprentice.objects.get(pk=here.rows.apprentice.pk)
    assert (stored.name, stored.national_id) == ("Ny Navn", here.rows.apprentice.national_id)


def test_person_that_somebody_else_has_changed_is_told_and_nothing_typed_is_lost(here):
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/person/endre/")
    client = here.client(Role.ADVISOR)
    person = {"first_name": "Ny", "last_name": "Navn", "email": "ny@example.test", "language": "nb"}
    person["seen"] = client.get(path).context["form"].initial["seen"]
    with here.scope():
        Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(phone="+4790000077")
    answer = client.post(path, person)
    assert answer.status_code == 422
    assert "Somebody else has saved this in the meantime." in answer.text
    assert 'value="Navn"' in answer.text
    with here.scope():
        assert Apprentice.objects.get(pk=here.rows.apprentice.pk).phone == "+4790000077"
    person["seen"] = answer.context["form"]["seen"].value()
    assert client.post(path, person).status_code == 302


def test_each_page_with_personal_facts_leaves_a_line_that_says_which(here):
    pages = {
        "": "Overview", "person/": "Person", "person/endre/": "Edit person", "plasseringer/": "Placements",
        "status/": "Status", "tidslinje/": "Timeline",
    }  # fmt: skip
    for step, words in pages.items():
        with here.scope():
            Viewing.objects.all().delete()
        assert page(here, Role.ADVISOR, f"laerlinger/{{}}/{step}").status_code == 200
        with here.scope():
            assert Viewing.objects.about(here.rows.apprentice).count() == 1, step
        assert f">{words}</td>" in page(here, Role.APPRENTICE, "laerlinger/{}/innsyn/").text, step


def test_page_that_is_not_known_any_more_is_still_the_file(here):
    with here.scope():
        Viewing.objects.update(page="gone:page")
    assert ">The file</td>" in page(here, Role.APPRENTICE, "laerlinger/{}/innsyn/").text


def test_own_file_is_not_edited_by_whoever_it_is_about(here):
    with here.scope():
        Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(user=here.users[Role.ADVISOR])
    pk = here.rows.apprenticeship.pk
    for step in ("person/endre/", "laereforhold/", "kandidattype/", "plasseringer/ny/", "person/skole/", "inviter/"):
        assert here.client(Role.ADVISOR).get(here.url(f"laerlinger/{pk}/{step}")).status_code == 404, step
        assert here.client(Role.ADMINISTRATOR).get(here.url(f"laerlinger/{pk}/{step}")).status_code == 200, step


def test_edit_placement_with_an_old_version_is_told(here):
    client = here.client(Role.ADVISOR)
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/laereforhold/")
    seen = {"company": here.rows.company.pk, "county": "46", "version": 1, "route": "2+2", "on": timezone.localdate()}
    assert client.post(path, seen | {"supervisor": here.rows.training_supervisor.pk}).status_code == 302
    response = client.post(path, seen | {"instructor": here.rows.instructor.pk})
    assert response.status_code == 422
    assert "saved this at" in response.content.decode()
    assert 'name="version" value="2"' in response.content.decode()


def test_invite_asks_first(here):
    with here.scope():
        Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(user=None, email="uten@example.test")
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/inviter/")
    client = here.client(Role.ADVISOR)
    assert "uten@example.test" in client.get(path).content.decode()
    with here.scope():
        assert not Message.objects.filter(to_email="uten@example.test").exists()
    assert client.post(path).status_code == 302
    assert client.post(path).status_code == 302
    with here.scope():
        assert Message.objects.filter(to_email="uten@example.test").count() == 2


def test_cut_login_asks_first_and_closes_the_file(here):
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/fjern-innlogging/")
    client = here.client(Role.ADVISOR)
    assert path in page(here, Role.ADVISOR, "laerlinger/{}/person/").content.decode()
    assert path not in page(here, Role.READER, "laerlinger/{}/person/").content.decode()
    assert "Remove the login of Fjord Lærling?" in client.get(path).content.decode()
    assert page(here, Role.APPRENTICE, "laerlinger/{}/").status_code == 200
    assert client.post(path).status_code == 302
    assert page(here, Role.APPRENTICE, "laerlinger/{}/").status_code == 404


def test_company_of_a_running_training_is_refused_at_its_field(here):
    with here.scope():
        other = Company.objects.create(
            office=here.office, organisation_number="810000000", name="Annen bedrift", county_id="46"
        )
    path = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/laereforhold/")
    seen = {"county": "46", "version": 1, "route": "2+2", "on": timezone.localdate()}
    response = here.client(Role.ADVISOR).post(path, seen | {"company": other.pk})
    assert response.status_code == 422
    (error,) = response.context["form"].errors["company"]
    assert error == (
        "The company is part of the contract. A change of company is a new contract."
        " Begin a change of company on the contract's page: it takes over all that is here."
    )


def test_file_asks_few_questions(here, django_assert_max_num_queries):
    client = here.client(Role.ADVISOR)
    with django_assert_max_num_queries(15):
        client.get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/"))


# --- the same number of questions to the database for one row and for many


def test_list_asks_the_same_with_many_rows(here, django_assert_num_queries, django_assert_max_num_queries):
    client = here.client(Role.ADVISOR)
    with django_assert_max_num_queries(20) as few:
        client.get(here.url("laerlinger/"))
    with here.scope():
        for number in range(30):
            person = Apprentice.objects.create(
                office=here.office, first_name=f"N{number}", last_name="Nes", email=f"n{number}@example.test"
            )
            Apprenticeship.objects.create(
                office=here.office, apprentice=person, trade_id=TRADE, company=here.rows.company, county_id="46",
                supervisor=here.rows.training_supervisor, advisor=here.rows.apprenticeship.advisor,
            )  # fmt: skip
    with django_assert_num_queries(len(few)):
        client.get(here.url("laerlinger/"))


def test_each_page_of_the_own_file_says_how_far(here):
    """The head is the same on all tabs; it once said on the others that the training had not begun."""
    for tail in ("", "person/", "plasseringer/"):
        assert "You are in month 11 of 24" in page(here, Role.APPRENTICE, f"laerlinger/{{}}/{tail}").content.decode()
