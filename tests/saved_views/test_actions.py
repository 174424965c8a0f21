"""Who keeps, changes and deletes which saved view?"""

import pytest

from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.saved_views import actions
from okportal.saved_views.models import SavedView
from okportal.saved_views.rules import kept

PAGE = "companies:list"


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


def save(by, name="Mine", query="county=46", is_shared=False):
    return actions.save_view(page=PAGE, name=name, query=query, is_shared=is_shared, by=by)


def names_seen_by(member):
    return set(SavedView.objects.visible_to(member).filter(page=PAGE).values_list("name", flat=True))


@pytest.mark.parametrize(
    "query, expected",
    [
        ("?b=2&a=1&page=7&empty=", "a=1&b=2"),
        ("valgt=4&alle=1&filter=x&csrfmiddlewaretoken=t", ""),
        ("kolonner=end,trade&order=-name", "kolonner=end%2Ctrade&order=-name"),
        ("name=%C3%85se&name=B%C3%B8", "name=B%C3%B8&name=%C3%85se"),
        ("", ""),
    ],
)
def test_what_belongs_to_the_moment_is_left_out(query, expected):
    assert kept(query) == expected


def test_saved_view_is_ones_own(here):
    save(here.member(Role.ADVISOR))
    assert names_seen_by(here.member(Role.ADVISOR)) == {"Mine"}
    assert names_seen_by(here.member(Role.ADMINISTRATOR)) == set()
    assert Event.objects.filter(verb="view.saved").count() == 1


def test_shared_view_is_for_the_office_and_for_nobody_in_a_company(here):
    save(here.member(Role.ADVISOR), is_shared=True)
    for role in (Role.ADMINISTRATOR, Role.READER):
        assert names_seen_by(here.member(role)) == {"Mine"}
    for role in (Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.APPRENTICE):
        assert names_seen_by(here.member(role)) == set()


def test_other_office_sees_nothing(world):
    with world.here.scope():
        save(world.here.member(Role.ADVISOR), is_shared=True)
    with world.there.scope():
        assert names_seen_by(world.there.member(Role.ADVISOR)) == set()


def test_same_name_again_is_the_same_view(here):
    first = save(here.member(Role.ADVISOR), query="county=46")
    again = save(here.member(Role.ADVISOR), query="county=03&page=2", is_shared=True)
    assert (again.pk, again.query, again.is_shared) == (first.pk, "county=03", True)


def test_two_people_may_have_the_same_name_each_for_oneself(here):
    assert save(here.member(Role.ADVISOR)).pk != save(here.member(Role.READER)).pk


def test_shared_name_of_a_colleague_is_refused(here):
    save(here.member(Role.ADVISOR), is_shared=True)
    with pytest.raises(Refused, match="A colleague shares a view called “Mine” already") as refused:
        save(here.member(Role.READER), is_shared=True)
    assert refused.value.field == "name"
    assert save(here.member(Role.READER)).is_shared is False


def test_company_person_keeps_but_does_not_share(here):
    contact = here.member(Role.COMPANY_CONTACT)
    assert save(contact).created_by == contact.user
    with pytest.raises(Refused, match="Only the office's own people share"):
        save(contact, name="Delt", is_shared=True)


def test_too_long_a_query_is_refused(here):
    with pytest.raises(Refused, match="too many filters"):
        save(here.member(Role.ADVISOR), query="name=" + "x" * 1000)


@pytest.mark.parametrize("role, may", [(Role.ADVISOR, True), (Role.ADMINISTRATOR, True), (Role.READER, False)])
def test_shared_view_is_deleted_by_its_maker_or_the_administrator(here, role, may):
    view = save(here.member(Role.ADVISOR), is_shared=True)
    if may:
        actions.delete_view(view=view, by=here.member(role))
        assert not SavedView.objects.filter(name="Mine").exists()
        assert Event.objects.filter(verb="view.deleted").exists()
    else:
        with pytest.raises(Refused, match="Only who made a view deletes it"):
            actions.delete_view(view=view, by=here.member(role))


def test_private_view_is_deleted_by_its_maker_alone(here):
    view = save(here.member(Role.ADVISOR))
    with pytest.raises(Refused):
        actions.delete_view(view=view, by=here.member(Role.ADMINISTRATOR))
