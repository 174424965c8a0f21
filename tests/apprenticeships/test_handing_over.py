"""Does a leaving colleague's work come into other hands in one go, and the role not end before?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.actions.handing_over import hand_over_caseload
from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Company
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.outbox.mail import preview
from okportal.outbox.models import Message
from okportal.people import duties
from okportal.people.actions import end_membership
from okportal.people.models import User
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.world import COUNTY, TRADE


@pytest.fixture
def admin(here):
    with here.scope(Role.ADMINISTRATOR):
        yield here.member(Role.ADMINISTRATOR)


@pytest.fixture
def leaving(here, admin):
    return Membership.objects.get(user=here.users[Role.ADVISOR])


def colleague(here, number, role=Role.ADVISOR, **changes):
    user = User.objects.create_user(f"kollega{number}@fjord.example", None, name=f"Kollega {number}", language="en")
    return Membership.objects.create(office=here.office, user=user, role=role, from_on="2020-01-01", **changes)


def caseload(here, leaving, companies=4, each=15):
    """`companies` × `each` apprentices in training that the leaving advisor follows up; the world's own go out."""
    Apprenticeship.objects.filter(advisor=leaving).update(advisor=None)
    today = timezone.localdate()
    made = []
    for serial in range(companies):
        company = Company.objects.create(office=here.office, organisation_number=f"8{serial:08}", name=f"B {serial}")
        made.append(company)
        for number in range(each):
            person = Apprentice.objects.create(
                office=here.office, first_name=f"L{number:02}", last_name=f"Nr{serial}", email=f"{serial}-{number}@a.no"
            )
            Apprenticeship.objects.create(
                office=here.office, apprentice=person, trade_id=TRADE, company=company, county_id=COUNTY,
                advisor=leaving, state="running", start_on=today - timedelta(days=9), end_on=today + timedelta(days=99),
            )  # fmt: skip
    return made


def hand_over(leaving, admin, advisors, companies=None, tasks_to=None):
    return hand_over_caseload(
        membership=leaving, advisors=advisors, companies=companies or {}, tasks_to=tasks_to, by=admin
    )


def test_sixty_apprentices_to_two_colleagues_in_one_go(here, admin, leaving):
    caseload(here, leaving)
    kari, nils = colleague(here, 1), colleague(here, 2)
    assert hand_over(leaving, admin, [kari, nils]) == {kari: 30, nils: 30}
    assert duties.of(leaving) == []
    homes = Apprenticeship.objects.current().filter(advisor__in=[kari, nils])
    assert homes.values("company", "advisor").distinct().count() == 4  # each company whole with one of them
    end_membership(membership=leaving, on=admin.today, by=admin)
    assert Membership.objects.get(pk=leaving.pk).to_on == admin.today


def test_a_company_goes_whole_to_the_one_who_is_named(here, admin, leaving):
    first, *_others = caseload(here, leaving, companies=3, each=4)
    kari, nils, siri = (colleague(here, number) for number in (1, 2, 3))
    assert hand_over(leaving, admin, [kari, nils], companies={first.pk: siri}) == {siri: 4, kari: 4, nils: 4}
    assert set(Apprenticeship.objects.filter(company=first).values_list("advisor", flat=True)) == {siri.pk}


def test_company_by_company_alone_is_enough_when_all_are_named(here, admin, leaving):
    made = caseload(here, leaving, companies=2, each=2)
    kari, nils = colleague(here, 1), colleague(here, 2)
    assert hand_over(leaving, admin, [], companies={made[0].pk: kari, made[1].pk: nils}) == {kari: 2, nils: 2}


def test_what_would_be_left_is_refused_and_nothing_moves(here, admin, leaving):
    made = caseload(here, leaving, companies=2, each=2)
    with pytest.raises(Refused) as refusal:
        hand_over(leaving, admin, [], companies={made[0].pk: colleague(here, 1)})
    assert refusal.value.field == "advisors"
    assert Apprenticeship.objects.filter(advisor=leaving).count() == 4


def test_only_colleagues_who_stay_take_over(world, here, admin, leaving):
    wrong = [
        leaving, colleague(here, 1, to_on=admin.today), colleague(here, 2, role=Role.READER),
        Membership.objects.get(user=here.users[Role.HR]),
    ]  # fmt: skip
    for membership in wrong:
        with pytest.raises(Refused, match="cannot take this over"):
            hand_over(leaving, admin, [membership])
        with pytest.raises(Refused, match="cannot take this over"):
            hand_over(leaving, admin, [colleague(here, membership.pk + 100)], tasks_to=membership)


def test_open_tasks_go_along_and_done_ones_stay(here, admin, leaving):
    kari = colleague(here, 1)
    done = Task.objects.create(
        office=here.office, key="test:9", kind="todo/own", facts={"text": "x"}, assigned=leaving, done_at=timezone.now()
    )
    hand_over(leaving, admin, [kari], tasks_to=kari)
    here.rows.task.refresh_from_db()
    done.refresh_from_db()
    assert (here.rows.task.assigned, done.assigned) == (kari, leaving)


def test_a_second_click_finds_nothing(here, admin, leaving):
    kari = colleague(here, 1)
    hand_over(leaving, admin, [kari])
    mails, lines = Message.objects.count(), Event.objects.count()
    assert hand_over(leaving, admin, [kari]) == {}
    assert (Message.objects.count(), Event.objects.count()) == (mails, lines)


def test_those_who_take_over_and_the_one_who_leaves_are_told(here, admin, leaving):
    kari, nils = colleague(here, 1), colleague(here, 2)
    hand_over(leaving, admin, [kari], tasks_to=nils)
    told = {mail.to_email: mail for mail in Message.objects.filter(template__startswith="apprenticeships/caseload")}
    assert told[kari.user.email].facts["apprentices"] == 2
    assert told[nils.user.email].facts["tasks"] == 1
    assert told[leaving.user.email].facts["lines"] == [{"name": "Kollega 1", "count": 2}]
    assert "- 2 apprentices" in preview(told[kari.user.email], here.office)[1]
    assert "- 1 open task" in preview(told[nils.user.email], here.office)[1]
    assert "- Kollega 1: 2" in preview(told[leaving.user.email], here.office)[1]
    event = Event.objects.about(leaving).get(verb="membership.handed_over")
    assert event.facts == {"apprenticeships": {str(kari.pk): 2}, "tasks": 1}


def test_the_role_does_not_end_before(here, admin, leaving):
    with pytest.raises(Refused, match=r"Open tasks \(1\)") as refusal:
        end_membership(membership=leaving, on=admin.today, by=admin)
    assert "Apprentices followed up (2)" in refusal.value.message
    Task.objects.update(assigned=None)
    Apprenticeship.objects.filter(advisor=leaving).update(state="completed")
    end_membership(membership=leaving, on=admin.today, by=admin)


def test_the_page_leads_from_the_end_to_the_hand_over_and_back(here):
    with here.scope():
        leaving = Membership.objects.get(user=here.users[Role.ADVISOR])
        kari = colleague(here, 1)
    client, end = here.client(Role.ADMINISTRATOR), here.url(f"ansatte/{leaving.pk}/avslutt/")
    page = here.url(f"laerlinger/overlevering/{leaving.pk}/")
    assert page in client.get(end).content.decode()
    assert client.post(end, {"on": timezone.localdate().isoformat()}).status_code == 422
    text = client.get(page).content.decode()
    assert "Kollega 1" in text and f"company_{here.rows.company.pk}" in text
    assert client.post(page, {}).status_code == 422
    answer = client.post(page, {f"company_{here.rows.company.pk}": kari.pk, "tasks_to": kari.pk})
    assert (answer.status_code, answer["Location"]) == (302, end)
    assert page not in client.get(end).content.decode()
    assert "Nothing is left to hand over" in client.get(page).content.decode()
    assert client.post(end, {"on": timezone.localdate().isoformat()}).status_code == 302


@pytest.mark.parametrize("role", Role)
def test_only_the_administrator_hands_over_for_others(here, role):
    with here.scope():
        leaving = Membership.objects.get(user=here.users[Role.ADVISOR])
    answer = here.client(role).get(here.url(f"laerlinger/overlevering/{leaving.pk}/"))
    assert answer.status_code == (200 if role == Role.ADMINISTRATOR else 404)


def test_another_offices_colleague_is_not_there(world):
    with world.there.scope():
        theirs = Membership.objects.get(user=world.there.users[Role.ADVISOR])
    page = world.here.url(f"laerlinger/overlevering/{theirs.pk}/")
    assert world.here.client(Role.ADMINISTRATOR).get(page).status_code == 404
