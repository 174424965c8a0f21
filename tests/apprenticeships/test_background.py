"""Close contacts, school, picture and what the person keeps right: who writes, who sees, until when."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from apprenticeships import actions
from apprenticeships.ages import is_minor
from apprenticeships.models import Apprentice, Apprenticeship, CloseContact, SchoolYear
from okportal.audit.models import Event
from okportal.documents.models import StoredFile
from okportal.documents.uploads import accept_picture
from okportal.errors import Refused
from okportal.permissions import COMPANY_ROLES, Role

TODAY = timezone.localdate()
GUARDIAN, EMERGENCY = CloseContact.Kind


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


@pytest.fixture
def self_(here):
    return here.member(Role.APPRENTICE)


def born(here, on):
    Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(birth_date=on)
    here.rows.apprentice.birth_date = on


def contact(here, by, kind=EMERGENCY, **changes):
    facts = {"kind": kind, "name": f"Kari {kind}", "relation": "Mor", "phone": "+4790000009", "email": ""} | changes
    return actions.save_contact(apprentice=here.rows.apprentice, by=by, **facts)


def year(here, by, **changes):
    facts = {
        "level": "vg2", "school": "Årstad", "programme": "", "from_year": 2024, "to_year": 2025, "is_passed": False,
        "remarks": "Matematikk",
    } | changes  # fmt: skip
    return actions.save_school_year(apprentice=here.rows.apprentice, by=by, **facts)


# --- under age


@pytest.mark.parametrize(
    "birthday, day, expected",
    [
        (date(2008, 11, 22), date(2026, 11, 21), True), (date(2008, 11, 22), date(2026, 11, 22), False),
        (date(2008, 2, 29), date(2026, 2, 28), True), (date(2008, 2, 29), date(2026, 3, 1), False),
        (None, date(2026, 1, 1), False),
    ],
)  # fmt: skip
def test_one_is_a_minor_until_the_eighteenth_birthday(birthday, day, expected):
    assert is_minor(birthday, day) is expected


def seen(here, role):
    return {one.kind for one in CloseContact.objects.visible_to(here.member(role))}


@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_company_sees_guardians_until_the_apprentice_is_18(here, advisor, role):
    contact(here, advisor, GUARDIAN)
    contact(here, advisor, EMERGENCY)
    Apprenticeship.objects.filter(pk=here.rows.apprenticeship.pk).update(hr=here.rows.hr)
    born(here, TODAY - relativedelta(years=18) + timedelta(days=1))
    assert seen(here, role) == {GUARDIAN, EMERGENCY}
    born(here, TODAY - relativedelta(years=18))
    assert seen(here, role) == {EMERGENCY}
    assert seen(here, Role.READER) == seen(here, Role.APPRENTICE) == {GUARDIAN, EMERGENCY}


def test_company_sees_nobody_once_the_training_is_over(here, advisor):
    contact(here, advisor)
    Apprenticeship.objects.update(state="completed")
    assert seen(here, Role.COMPANY_CONTACT) == set()
    assert seen(here, Role.ADVISOR) == {EMERGENCY}


def test_office_is_told_when_a_guardian_is_missing(here, advisor):
    born(here, TODAY - relativedelta(years=17))
    told = "Under 18, and no guardian is written down."
    url = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")
    assert told in here.client(Role.ADVISOR).get(url).content.decode()
    assert told not in here.client(Role.COMPANY_CONTACT).get(url).content.decode()
    contact(here, advisor, GUARDIAN)
    assert told not in here.client(Role.ADVISOR).get(url).content.decode()


# --- contacts


def test_save_again_and_remove(here, advisor):
    row = contact(here, advisor)
    assert contact(here, advisor) == row
    changed = contact(here, advisor, name="Per", contact=row)
    assert (changed.pk, changed.name) == (row.pk, "Per")
    for _click in range(2):
        actions.remove_contact(contact=row, by=advisor)
    assert not CloseContact.objects.exists()
    verbs = Event.objects.about(here.rows.apprentice).filter(verb__startswith="apprentice.contact")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "apprentice.contact_added", "apprentice.contact_changed", "apprentice.contact_removed",
    ]  # fmt: skip


def test_trail_holds_no_name_of_a_contact(here, advisor):
    contact(here, advisor, name="Hemmelig Navn")
    assert "Hemmelig" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_apprentice_writes_whom_to_call_and_never_guardians(here, advisor, self_):
    own = contact(here, self_)
    guardian = contact(here, advisor, GUARDIAN)
    for refused in (
        lambda: contact(here, self_, GUARDIAN, name="Ny"),
        lambda: contact(here, self_, EMERGENCY, contact=guardian),
        lambda: actions.remove_contact(contact=guardian, by=self_),
    ):
        with pytest.raises(Refused):
            refused()
    actions.remove_contact(contact=own, by=self_)
    assert list(CloseContact.objects.all()) == [guardian]


def test_nobody_else_writes_contacts(here):
    with pytest.raises(Refused):
        contact(here, here.member(Role.COMPANY_CONTACT))


def test_there_is_an_end_to_contacts(here, advisor):
    for number in range(10):
        contact(here, advisor, name=f"N{number}")
    with pytest.raises(Refused):
        contact(here, advisor, name="En til")


# --- school


def test_school_year_is_for_office_and_person(here, advisor):
    row = year(here, advisor)
    assert year(here, advisor) == row
    assert year(here, advisor, school="Bergen katedralskole", school_year=row).pk == row.pk
    shown = {role: SchoolYear.objects.visible_to(here.member(role)).exists() for role in Role}
    assert {role for role, is_shown in shown.items() if is_shown} == {
        Role.ADMINISTRATOR, Role.ADVISOR, Role.READER, Role.APPRENTICE,
    }  # fmt: skip
    actions.remove_school_year(school_year=row, by=advisor)
    assert not SchoolYear.objects.exists()


# --- the picture


def photo():
    content = BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "PNG")
    return SimpleUploadedFile("meg.png", content.getvalue(), "image/png")


def test_picture_is_shown_to_who_opens_the_file_and_gone_when_removed(here, self_, django_capture_on_commit_callbacks):
    address = here.url(f"laerlinger/{here.rows.apprenticeship.pk}/bilde/")
    assert here.client(Role.ADVISOR).get(address).status_code == 404
    row = actions.set_picture(apprentice=here.rows.apprentice, picture=accept_picture(photo()), by=self_)
    shown = here.client(Role.TRAINING_SUPERVISOR).get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    Apprenticeship.objects.update(instructor=None)
    assert here.client(Role.INSTRUCTOR).get(address).status_code == 404
    key = row.picture.key
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            actions.remove_picture(apprentice=here.rows.apprentice, by=self_)
    assert here.client(Role.ADVISOR).get(address).status_code == 404
    assert not StoredFile.objects.filter(kind="picture").exists()
    assert not storages["private"].exists(key)


def test_new_picture_takes_the_old_ones_place(here, advisor):
    for _time in range(2):
        actions.set_picture(apprentice=here.rows.apprentice, picture=accept_picture(photo()), by=advisor)
    assert StoredFile.objects.filter(kind="picture").count() == 1


def test_company_may_not_choose_the_picture(here):
    supervisor = here.member(Role.TRAINING_SUPERVISOR)
    for refused in (
        lambda: actions.set_picture(apprentice=here.rows.apprentice, picture=accept_picture(photo()), by=supervisor),
        lambda: actions.remove_picture(apprentice=here.rows.apprentice, by=supervisor),
    ):
        with pytest.raises(Refused):
            refused()


# --- what the person keeps right


def test_own_number_and_language(here, self_, advisor):
    row = actions.edit_own(apprentice=here.rows.apprentice, phone="+4790000077", language="nn", by=self_)
    assert (row.phone, row.language) == ("+4790000077", "nn")
    assert Event.objects.about(row).get(verb="apprentice.changed_own").facts == {"fields": ["phone", "language"]}
    with pytest.raises(Refused):
        actions.edit_own(apprentice=row, phone="", language="nb", by=advisor)


# --- the pages


def page(here, role, tail):
    return here.client(role).get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/{tail}"))


@pytest.mark.parametrize("tail", ["person/kontakt/", "bilde/endre/", "bilde/fjern/"])
def test_office_and_person_write_and_nobody_else(here, tail):
    allowed = {role for role in Role if page(here, role, tail).status_code == 200}
    assert allowed == {Role.ADVISOR, Role.ADMINISTRATOR, Role.APPRENTICE}


def test_own_page_is_the_persons_alone(here):
    assert {role for role in Role if page(here, role, "person/mitt/").status_code == 200} == {Role.APPRENTICE}


def test_person_page_goes_through(here):
    client, base = here.client(Role.APPRENTICE), here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")
    assert client.post(f"{base}person/mitt/", {"phone": "900 00 055", "language": "nn"})["Location"] == f"{base}person/"
    typed = {"kind": "emergency", "name": "Bestemor", "phone": "", "email": ""}
    assert "phone" in client.post(f"{base}person/kontakt/", typed).context["form"].errors
    assert client.post(f"{base}person/kontakt/", typed | {"phone": "55 00 00 00"}).status_code == 302
    assert client.post(f"{base}bilde/endre/", {"picture": photo()}).status_code == 302
    text = client.get(f"{base}person/").content.decode()
    assert "Bestemor" in text
    assert "900 00 055" in text
    assert f"{base}bilde/" in text
    assert Apprentice.objects.get(pk=here.rows.apprentice.pk).picture


def test_own_guardian_is_read_only(here, advisor):
    guardian = contact(here, advisor, GUARDIAN)
    client = here.client(Role.APPRENTICE)
    assert guardian.name in page(here, Role.APPRENTICE, "person/").content.decode()
    for tail in ("", "fjern/"):
        assert client.post(here.url(f"laerlinger/kontakt/{guardian.pk}/{tail}")).status_code == 404


def test_school_pages(here, advisor):
    client, base = here.client(Role.ADVISOR), here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")
    typed = {"level": "vg1", "school": "Knarvik", "from_year": 2023, "to_year": 2022, "is_passed": "on"}
    assert "to_year" in client.post(f"{base}person/skole/", typed).context["form"].errors
    assert client.post(f"{base}person/skole/", typed | {"to_year": 2024}).status_code == 302
    row = SchoolYear.objects.get()
    assert "Knarvik" in client.get(f"{base}person/").content.decode()
    assert client.post(here.url(f"laerlinger/skole/{row.pk}/"), typed | {"to_year": ""}).status_code == 302
    assert client.post(here.url(f"laerlinger/skole/{row.pk}/fjern/")).status_code == 302
    assert not SchoolYear.objects.exists()


def test_person_of_another_office_stays_there(world, here, advisor):
    there = world.there
    with there.scope():
        row = contact(there, there.member(Role.ADVISOR))
    client = here.client(Role.ADVISOR)
    with here.scope():
        assert client.get(here.url(f"laerlinger/kontakt/{row.pk}/")).status_code == 404
        assert client.post(here.url(f"laerlinger/kontakt/{row.pk}/fjern/")).status_code == 404


def test_contact_is_written_as_it_is_now(here, advisor, self_):
    row = contact(here, self_)
    CloseContact.objects.filter(pk=row.pk).update(kind=GUARDIAN)  # a colleague, since the page was opened
    with pytest.raises(Refused, match="guardians"):
        contact(here, self_, contact=row)
    row.delete()
    gone = CloseContact(pk=row.pk or 999999, office=here.office, apprentice=here.rows.apprentice, kind=EMERGENCY)
    with pytest.raises(Refused, match="removed"):
        contact(here, advisor, contact=gone)
    assert not CloseContact.objects.filter(name="Kari emergency").exists()


def test_own_guardians_are_for_the_colleagues_to_write(here, advisor):
    Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(user=advisor.user)
    here.rows.apprentice.refresh_from_db()
    with pytest.raises(Refused, match="guardians"):
        contact(here, advisor, kind=GUARDIAN)
    assert contact(here, here.member(Role.ADMINISTRATOR), kind=GUARDIAN)
