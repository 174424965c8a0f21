"""Does the list of readers name exactly those whom the file, and each note in it, opens for?"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apprenticeships.audience import can_open, readers_of
from apprenticeships.models import Apprenticeship, Note
from companies.models import Company, CompanyPerson, Establishment
from okportal.embedded.demo.synthetic import organisation_number
from okportal.offices.member import member_of, roles_of
from okportal.offices.models import Membership
from okportal.people.models import User
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
Sees = CompanyPerson.Sees


def user_with(cast, name, *roles, to_on=None):
    user = User.objects.create_user(f"{name}@fjord.example", None, name=name)
    today = timezone.localdate()
    for role in roles:
        Membership.objects.create(
            office=cast.office, user=user, role=role, from_on=today - timedelta(days=9), to_on=to_on
        )
    return user


@pytest.fixture
def crowded(world):
    """The first office with a person for every way to be tied to a file, or nearly."""
    with world.here.scope():
        fill(world.here)
    return world


def fill(cast):
    rows, office, today = cast.rows, cast.office, timezone.localdate()
    yesterday = today - timedelta(days=1)
    other = Company.objects.create(office=office, organisation_number=organisation_number(77), name="En annen")
    elsewhere = Establishment.objects.create(office=office, company=rows.company, name="Avdeling sør")
    away = Establishment.objects.create(office=office, company=other, name="Langt borte")
    places = {rows.company.pk: (rows.establishment, elsewhere), other.pk: (away,)}
    number = 0
    for company, sees, ends, login in product(
        (rows.company, other), Sees, (None, today, yesterday), (None, today, yesterday, "none")
    ):
        for place in places[company.pk]:
            number += 1
            role = CompanyPerson.Role.values[number % len(CompanyPerson.Role.values)]
            user = user_with(cast, f"p{number}", *([] if login == "none" else [role]), to_on=login or None)
            CompanyPerson.objects.create(
                office=office, company=company, user=user, name=user.name, email=user.email, role=role, sees=sees,
                establishment=place, from_on=today - timedelta(days=9), to_on=ends,
            )  # fmt: skip
    add_odd_ones(cast, today, yesterday, other)


def add_odd_ones(cast, today, yesterday, other):
    """People of several roles, of the past, of the future, and without a login."""
    rows, office = cast.rows, cast.office
    past = {"office": office, "from_on": today - timedelta(days=9), "to_on": yesterday}
    for role in (Role.ADVISOR, Role.READER):
        Membership.objects.create(**past, user=user_with(cast, f"was {role}"), role=role)
    ahead = today + timedelta(days=1)
    Membership.objects.create(office=office, user=user_with(cast, "soon"), role=Role.ADVISOR, from_on=ahead)
    guardian = user_with(cast, "guardian only", Role.GUARDIAN)
    person = {"office": office, "company": rows.company, "from_on": today, "sees": Sees.ALL, "role": Role.INSTRUCTOR}
    both = user_with(cast, "both", Role.ADVISOR, Role.INSTRUCTOR)
    for user in (both, guardian):
        CompanyPerson.objects.create(**person, user=user, name=user.name, email=user.email)
    CompanyPerson.objects.create(**person, user=None, name="No login", email="nologin@fjord.example")
    later = user_with(cast, "later", Role.INSTRUCTOR)
    CompanyPerson.objects.create(**person | {"from_on": ahead}, user=later, name="Later", email=later.email)
    # Works in a company and is an apprentice in the same one.
    own = {**person, "role": Role.HR}
    learner = cast.users[Role.APPRENTICE]
    Membership.objects.create(office=office, user=learner, role=Role.HR, from_on=today)
    CompanyPerson.objects.create(**own, user=learner, name=learner.name, email=learner.email)
    # Named for the file from another company.
    guest = user_with(cast, "guest", Role.HR)
    named = CompanyPerson.objects.create(
        **person | {"company": other, "sees": Sees.RELATED, "role": Role.HR},
        user=guest,
        name="Guest",
        email=guest.email,
    )
    Apprenticeship.objects.filter(pk=rows.apprenticeship.pk).update(hr=named)


def everybody(cast):
    """Every login there is, of the other office too, with what it is in this one: a Member, or None."""
    today = timezone.localdate()
    return {user: member_of(cast.office.slug, user, roles_of(user, today), today) for user in User.objects.all()}


def files(cast):
    return Apprenticeship.objects.with_people().order_by("pk")


def seen_by(rows, pk, someone) -> bool:
    return someone is not None and rows.visible_to(someone).filter(pk=pk).exists()


def test_file_opens_for_those_on_the_list_and_nobody_else(crowded):
    cast = crowded.here
    with cast.scope():
        people = everybody(cast)
        for apprenticeship in files(cast):
            listed = {reader.user_id for reader in can_open(apprenticeship)}
            opens = {user.pk for user, who in people.items() if seen_by(Apprenticeship.objects, apprenticeship.pk, who)}
            assert listed == opens
            assert 5 < len(listed) < len(people) - 20, "hardly anybody to tell apart"


@pytest.mark.parametrize("audience", Note.Audience.values)
def test_note_is_read_by_those_on_its_list_and_nobody_else(crowded, audience):
    cast = crowded.here
    with cast.scope():
        people = everybody(cast)
        for apprenticeship in files(cast):
            note = Note.objects.create(
                office=cast.office, apprenticeship=apprenticeship, audience=audience, text="Tekst",
                written_by=cast.users[Role.ADVISOR], written_by_name="Rådgiver",
            )  # fmt: skip
            listed = {reader.user_id for reader in readers_of(apprenticeship, audience)}
            assert listed == {user.pk for user, who in people.items() if seen_by(Note.objects, note.pk, who)}


def test_without_login_the_apprentice_is_not_on_the_list(world):
    cast = world.here
    with cast.scope():
        apprenticeship = files(cast).get(pk=cast.rows.apprenticeship.pk)
        assert can_open(apprenticeship)[-1].side == "self"
        Membership.objects.filter(user=cast.users[Role.APPRENTICE]).update(to_on=timezone.localdate() - timedelta(1))
        assert "self" not in {reader.side for reader in can_open(apprenticeship)}


def test_each_person_stands_once_with_a_reason(crowded):
    cast = crowded.here
    with cast.scope():
        readers = can_open(files(cast).get(pk=cast.rows.apprenticeship.pk))
    ids = [reader.user_id for reader in readers]
    assert len(ids) == len(set(ids))
    assert [reader.side for reader in readers] == sorted(
        (reader.side for reader in readers), key=["office", "company", "self"].index
    )
    why = {reader.name: reader.why for reader in readers}
    assert why["both"] == "Works in the training office"
    assert why["Guest"] == why["Fjord Training_Supervisor"] == "Is named for this apprentice"
    assert {"Sees all of the company's apprentices", "Sees the apprentices at Fjord avdeling nord"} <= set(why.values())


def test_list_takes_three_questions_however_many_people(crowded):
    cast = crowded.here
    with cast.scope():
        apprenticeship = files(cast).get(pk=cast.rows.apprenticeship.pk)
        with CaptureQueriesContext(connection) as asked:
            can_open(apprenticeship)
    assert len(asked) == 3


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_page_names_the_people_for_everybody_who_sees_the_file(world, role):
    cast = world.here
    page = cast.client(role).get(cast.url(f"laerlinger/{cast.rows.apprenticeship.pk}/hvem-ser/"))
    for name in ("Fjord Advisor", "Fjord Reader", "Fjord Instructor", "Fjord Lærling"):
        assert name in page.text
    assert page.text.count("(you)") == 1 and "Canary" not in page.text


def test_page_is_not_there_for_others(world):
    client = world.here.client(Role.ADVISOR)
    assert client.get(world.here.url(f"laerlinger/{world.there.rows.apprenticeship.pk}/hvem-ser/")).status_code == 404
    with world.here.scope():
        Apprenticeship.objects.update(instructor=None)
        CompanyPerson.objects.filter(user=world.here.users[Role.INSTRUCTOR]).update(sees=Sees.RELATED)
    path = world.here.url(f"laerlinger/{world.here.rows.apprenticeship.pk}/hvem-ser/")
    assert world.here.client(Role.INSTRUCTOR).get(path).status_code == 404
