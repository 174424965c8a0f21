"""Do the pages about people show what can be done, to the right people, and does an invitation lead all the way in?"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from apprenticeships.models import Apprenticeship
from companies import actions
from companies.models import AimCoverage, Company, CompanyPerson, Establishment, Qualification
from okportal.documents.models import StoredFile
from okportal.offices.models import Membership
from okportal.outbox.models import Message
from okportal.permissions import COMPANY_ROLES, Role

pytestmark = pytest.mark.django_db

EDITORS = {Role.ADMINISTRATOR, Role.ADVISOR}
READERS = EDITORS | {Role.READER, *COMPANY_ROLES}
NEW = {"name": "Kari Ny", "email": "kari@ny.example", "role": "instructor", "language": "nn", "from_on": "2026-01-01"}


@pytest.fixture
def client(here):
    return here.client(Role.ADVISOR)


def page(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def people(here, *parts):
    return page(here, here.rows.company.pk, "personer", *parts)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def paper(here, person, **changes):
    values = {"kind": "course", "title": "Kurs", "obtained_on": timezone.localdate()}
    return Qualification.objects.create(office=here.office, person=person, **values | changes)


def image():
    content = BytesIO()
    Image.new("RGB", (20, 20), "white").save(content, "PNG")
    return SimpleUploadedFile("bevis.png", content.getvalue(), "image/png")


# --- the page
@pytest.mark.parametrize("role", Role)
def test_who_sees_people_and_who_may_do_something(here, role):
    person, row = here.client(role), here.rows.instructor
    for address in (people(here), people(here, row.pk)):
        seen = person.get(address)
        assert seen.status_code == (200 if role in READERS else 404)
        if role in READERS:
            assert (b"/kjent/" in seen.content or b"/avslutt/" in seen.content) == (role in EDITORS)
    for word in ("rediger", "tilgang", "avslutt", "kvalifikasjoner/ny"):
        answer = person.get(page(here, "personer", row.pk, word))
        assert answer.status_code == (200 if role in EDITORS else 404)


def test_somebody_with_three_roles_is_one_person(here, client):
    with here.scope():
        by = here.member(Role.ADVISOR)
        actions.add_role(known=here.rows.instructor, company=here.rows.company, role="hr", from_on=by.today, by=by)
    text = text_of(client.get(people(here)))
    assert text.count(here.rows.instructor.email) == 1
    assert text_of(client.get(people(here, here.rows.instructor.pk))).count("/tilgang/") == 2


def test_who_has_left_is_folded_away(here, client):
    with here.scope():
        CompanyPerson.objects.filter(pk=here.rows.hr.pk).update(to_on=timezone.localdate() - timedelta(days=1))
    text = text_of(client.get(people(here)))
    assert "1 person who has left" in text
    assert text.index("<details") < text.index(here.rows.hr.name)
    assert here.rows.hr.name not in text_of(client.get(page(here, here.rows.company.pk)))


def test_a_person_of_another_company_is_not_this_companys(here, client):
    with here.scope():
        other = Company.objects.create(office=here.office, organisation_number="913558693", name="Annen")
    assert client.get(page(here, other.pk, "personer", here.rows.instructor.pk)).status_code == 404


def test_another_offices_people_and_papers_are_not_there(world, client):
    here, row = world.here, world.there.rows.instructor
    with world.there.scope():
        theirs = paper(world.there, row)
    for word in ("rediger", "tilgang", "avslutt", "kvalifikasjoner/ny"):
        assert client.get(page(here, "personer", row.pk, word)).status_code == 404
    for word in ("inviter", "trekk-invitasjon"):
        assert client.post(page(here, "personer", row.pk, word)).status_code == 404
    for word in ("rediger", "fjern", "bevis"):
        assert client.get(page(here, "kvalifikasjoner", theirs.pk, word)).status_code == 404
    assert client.get(people(here, "kjent", row.pk)).status_code == 404
    for address in (people(here, "kjent") + "?navn=can", page(here, "faglige-ledere")):
        assert "Canary" not in text_of(client.get(address))


def test_queries_do_not_grow_with_people(here, client):
    with CaptureQueriesContext(connection) as one:
        client.get(people(here))
    with here.scope():
        for number in range(30):
            row = CompanyPerson.objects.create(
                office=here.office, company=here.rows.company, name=f"Person {number}", email=f"p{number}@a.example",
                role="training_supervisor", from_on=timezone.localdate(),
            )  # fmt: skip
            paper(here, row)
    with CaptureQueriesContext(connection) as many:
        assert "Person 29" in text_of(client.get(people(here)))
    assert len(many) == len(one)


# --- adding and inviting
def test_a_person_is_added_invited_again_and_ended(here, client):
    answer = client.post(people(here, "ny"), NEW)
    with here.scope():
        person = CompanyPerson.objects.get(email="kari@ny.example")
    assert (answer.status_code, answer["Location"]) == (302, people(here, person.pk))
    assert client.post(page(here, "personer", person.pk, "inviter")).status_code == 302
    assert "Withdraw" in text_of(client.get(people(here, person.pk)))
    assert client.post(page(here, "personer", person.pk, "trekk-invitasjon")).status_code == 302
    assert "Withdraw" not in text_of(client.get(people(here, person.pk)))
    last = {"on": timezone.localdate().isoformat()}
    assert client.post(page(here, "personer", person.pk, "avslutt"), last).status_code == 302
    assert client.post(page(here, "personer", person.pk, "avslutt"), last).status_code == 422
    assert client.post(page(here, "personer", person.pk, "inviter")).status_code == 422


def test_scope_of_a_place_wants_the_place(here, client):
    typed = NEW | {"sees": "establishment"}
    answer = client.post(people(here, "ny"), typed)
    assert answer.status_code == 422 and "Choose the place of work" in answer.content.decode()
    assert client.post(people(here, "ny"), typed | {"establishment": here.rows.establishment.pk}).status_code == 302
    with here.scope():
        person = CompanyPerson.objects.get(email=NEW["email"])
        closed = Establishment.objects.create(
            office=here.office, company=here.rows.company, name="Stengt", closed_on="2020-01-01"
        )
    scope = page(here, "personer", person.pk, "tilgang")
    assert "Stengt" not in text_of(client.get(scope))
    assert client.post(scope, {"sees": "establishment", "establishment": closed.pk}).status_code == 422
    assert client.post(scope, {"sees": "all"}).status_code == 302


def test_a_known_person_is_found_by_name_and_gets_a_role(here, client):
    with here.scope():
        other = Company.objects.create(office=here.office, organisation_number="913558693", name="Annen bedrift")
    find = page(here, other.pk, "personer", "kjent")
    assert here.rows.hr.email not in text_of(client.get(find))
    assert "Nobody found" in text_of(client.get(find + "?navn=zzz"))
    assert here.rows.hr.email not in text_of(client.get(find + "?navn=%00"))
    give = page(here, other.pk, "personer", "kjent", here.rows.hr.pk)
    assert give in text_of(client.get(find + "?navn=" + here.rows.hr.name.split()[1].lower()))
    assert client.post(give, {"role": "hr", "from_on": "2026-01-01"}).status_code == 302
    with here.scope():
        assert CompanyPerson.objects.get(company=other).user == here.users[Role.HR]
    assert client.post(give, {"role": "hr", "from_on": "2026-01-01"}).status_code == 422


def test_page_offers_what_can_still_be_done_for_a_person(here, client):
    """A closed access can be opened again, and a later last day brought forward."""
    person = here.rows.instructor
    own = people(here, person.pk)
    invite, end = (page(here, "personer", person.pk, word) for word in ("inviter", "avslutt"))
    assert invite not in text_of(client.get(own))
    with here.scope():
        Membership.objects.filter(user=person.user).update(to_on=timezone.localdate())
    assert invite in text_of(client.get(own))
    with here.scope():
        CompanyPerson.objects.filter(pk=person.pk).update(to_on=timezone.localdate() + timedelta(days=9))
    text = text_of(client.get(own))
    assert end in text and invite not in text


@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_an_invitation_leads_to_the_first_page_of_the_role(here, client, role):
    """Added by the office, invited by mail, accepted without a login, and in."""
    assert client.post(people(here, "ny"), NEW | {"role": role, "is_invited": "on"}).status_code == 302
    with here.scope():
        mail = Message.objects.get(to_email=NEW["email"])
        person = CompanyPerson.objects.get(email=NEW["email"])
    guest = Client()
    link = here.url(f"invitasjon/{mail.facts['page_arguments'][0]}/")
    answer = guest.post(link, {"name": "Kari Ny", "password": "en lang setning å huske"}, follow=True)
    assert answer.status_code == 200
    with here.scope():
        person.refresh_from_db()
        assert list(Membership.objects.filter(user=person.user).values_list("role", flat=True)) == [role]
    assert here.rows.company.name in text_of(guest.get(people(here)))
    assert "Has a login" in text_of(client.get(people(here, person.pk)))
    assert guest.get(people(here, "ny")).status_code == 404


# --- ending
def test_the_end_page_asks_who_takes_over(here, client):
    person, end = here.rows.training_supervisor, page(here, "personer", here.rows.training_supervisor.pk, "avslutt")
    text = text_of(client.get(end))
    assert "Training supervisor of apprentices" in text and "Add the person who takes over first" in text
    with here.scope():
        AimCoverage.objects.all().delete()
    last = {"on": timezone.localdate().isoformat()}
    assert client.post(end, last).status_code == 422
    with here.scope():
        heir = CompanyPerson.objects.create(
            office=here.office, company=here.rows.company, name="Nils Ny", email="nils@ny.example",
            role="training_supervisor", from_on=timezone.localdate(),
        )  # fmt: skip
    text = text_of(client.get(end))
    assert "Nils Ny" in text and "Add the person who takes over first" not in text
    assert client.post(end, last | {"to_supervisor": here.rows.instructor.pk}).status_code == 422
    assert client.post(end, last | {"to_supervisor": "nobody"}).status_code == 422
    ended = client.post(end, last | {"to_supervisor": heir.pk})
    assert ended.status_code == 302, ended.context["form"].errors
    with here.scope():
        assert not Apprenticeship.objects.filter(supervisor=person).current().exists()


# --- qualifications
def test_a_qualification_is_added_shown_corrected_and_removed(here, client):
    row = here.rows.training_supervisor
    assert "Not qualified yet" in text_of(client.get(people(here)))
    add = page(here, "personer", row.pk, "kvalifikasjoner", "ny")
    typed = {"kind": "experience", "title": "Fjord barnehage", "years": "5", "file": image()}
    assert client.post(add, typed).status_code == 302
    with here.scope():
        known = Qualification.objects.get()
        stored = known.file
    assert (stored.kind, stored.content_type) == (StoredFile.Kind.QUALIFICATION, "image/png")
    text = text_of(client.get(people(here)))
    assert "5 years of experience" in text and "The course is missing" in text
    edit = page(here, "kvalifikasjoner", known.pk, "rediger")
    assert client.post(edit, {"kind": "experience", "title": "Fjord barnehage", "years": "4"}).status_code == 302
    assert "4 of 5 years" in text_of(client.get(people(here)))
    with here.scope():
        assert Qualification.objects.get().file == stored  # no new file leaves the old one
    remove = page(here, "kvalifikasjoner", known.pk, "fjern")
    assert "Remove" in text_of(client.get(remove))
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404
    with here.scope():
        assert StoredFile.objects.filter(pk=stored.pk).exists()


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("certificate", {"title": "Fagbrev", "obtained_on": "2010-06-01"}, "trade"),
        ("certificate", {"trade": "HSBUA3----"}, "obtained_on"), ("experience", {"title": "Barnehage"}, "years"),
        ("education", {"title": "Lærer"}, "obtained_on"), ("course", {"title": "Kurs"}, "obtained_on"),
        ("course", {"obtained_on": "2020-01-01"}, "title"),
        ("course", {"title": "K", "obtained_on": "2020-01-02", "expires_on": "2020-01-01"}, "expires_on"),
    ],
)  # fmt: skip
def test_each_kind_says_what_it_must_have(here, client, kind, given, field):
    add = page(here, "personer", here.rows.instructor.pk, "kvalifikasjoner", "ny")
    answer = client.post(add, {"kind": kind} | given)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_a_certificate_is_called_as_its_trade_and_a_second_click_is_one(here, client):
    add = page(here, "personer", here.rows.instructor.pk, "kvalifikasjoner", "ny")
    typed = {"kind": "certificate", "trade": "HSBUA3----", "obtained_on": "2010-06-01"}
    assert [client.post(add, typed).status_code for _click in range(2)] == [302, 422]
    with here.scope():
        assert Qualification.objects.get().title == "Barne- og ungdomsarbeiderfaget"


def test_a_page_that_runs_is_not_taken_as_evidence(here, client):
    add = page(here, "personer", here.rows.instructor.pk, "kvalifikasjoner", "ny")
    file = SimpleUploadedFile("bevis.pdf", b"<html><script>alert(1)</script></html>", "application/pdf")
    answer = client.post(add, {"kind": "course", "title": "Kurs", "obtained_on": "2026-01-01", "file": file})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


OPENED_BY = {*EDITORS, Role.READER, Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR}


@pytest.mark.parametrize("role", Role)
def test_the_paper_opens_for_the_office_the_person_and_the_leaders(here, role):
    with here.scope():
        known = paper(here, here.rows.instructor, file=here.rows.file)
    answer = here.client(role).get(page(here, "kvalifikasjoner", known.pk, "bevis"))
    assert answer.status_code == (200 if role in OPENED_BY | {Role.INSTRUCTOR} else 404)


def test_what_is_known_at_one_role_counts_for_the_person(here, client):
    with here.scope():
        by = here.member(Role.ADVISOR)
        more = actions.add_role(
            known=here.rows.hr, company=here.rows.company, role="training_supervisor", from_on=by.today, by=by
        )
        paper(here, here.rows.hr, kind="education", title="Barnehagelærer")
    assert "Education: Barnehagelærer" in text_of(client.get(people(here, more.pk)))


# --- supervisors without something
def test_supervisors_who_lack_something_are_found(here, client):
    row, listed = here.rows.training_supervisor, page(here, "faglige-ledere")
    today = timezone.localdate()

    def lacking(what):
        return row.name in text_of(client.get(f"{listed}?lacks={what}"))

    assert row.name in text_of(client.get(listed))
    assert (lacking("email"), lacking("course"), lacking("basis")) == (False, True, True)
    with here.scope():
        paper(here, row, expires_on=today - timedelta(days=1), obtained_on=None)
        paper(here, row, kind="education", title="Lærer")
    assert (lacking("course"), lacking("basis")) == (True, False)
    with here.scope():
        paper(here, row, expires_on=today)
        CompanyPerson.objects.filter(pk=row.pk).update(email="")
    assert (lacking("course"), lacking("email")) == (False, True)
    with here.scope():
        Company.objects.filter(pk=row.company_id).update(is_active=False)
    assert row.name not in text_of(client.get(listed))


@pytest.mark.parametrize("role", Role)
def test_the_list_of_supervisors_is_the_offices(here, role):
    answer = here.client(role).get(page(here, "faglige-ledere"))
    assert answer.status_code == (200 if role in EDITORS | {Role.READER} else 404)
