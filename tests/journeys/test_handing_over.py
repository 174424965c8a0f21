"""Does a leaving advisor's whole caseload come into the hands of two colleagues in one action?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from apprenticeships.models import Apprentice, Apprenticeship, Relation
from companies.models import Company
from okportal.embedded.demo.synthetic import organisation_number
from okportal.offices.models import Membership
from okportal.people import duties
from okportal.people.models import User
from okportal.permissions import Role
from tests.journeys.people import deliver_mail
from tests.world import COUNTY, TRADE

COMPANIES, EACH = 4, 15
ALL = COMPANIES * EACH


@pytest.fixture
def office(world):
    """The world's own office, in which the advisor follows up sixty, and two colleagues nobody."""
    with world.here.scope():
        leaving = Membership.objects.get(user=world.here.users[Role.ADVISOR])
        Apprenticeship.objects.update(advisor=None)
        caseload(world.here, leaving)
        colleagues = [colleague(world.here, name) for name in ("Kari Kollega", "Nils Nabo")]
    return world.here, leaving, colleagues


def caseload(here, leaving):
    today = timezone.localdate()
    companies = [
        Company(office=here.office, organisation_number=organisation_number(800 + serial), name=f"Bedrift {serial}")
        for serial in range(COMPANIES)
    ]
    people = [
        Apprentice(office=here.office, first_name=f"Nr{number:02}", last_name="Ås", email=f"nr{number}@post.example")
        for number in range(ALL)
    ]
    Company.objects.bulk_create(companies)
    Apprentice.objects.bulk_create(people)
    rows = Apprenticeship.objects.bulk_create(
        Apprenticeship(
            office=here.office, apprentice=person, trade_id=TRADE, company=companies[number % COMPANIES],
            county_id=COUNTY, advisor=leaving, state="running", start_on=today - timedelta(days=200),
            end_on=today + timedelta(days=500),
        )
        for number, person in enumerate(people)
    )  # fmt: skip
    Relation.objects.bulk_create(
        Relation(office=here.office, apprenticeship=row, kind="advisor", membership=leaving, from_on=row.start_on)
        for row in rows
    )


def colleague(here, name) -> Membership:
    address = f"{name.split()[0].lower()}@fjord.example"
    user = User.objects.create_user(address, None, name=name, language="nb")
    return Membership.objects.create(office=here.office, user=user, role=Role.ADVISOR, from_on="2020-01-01")


@pytest.mark.slow
def test_from_the_list_all_hits_to_two_colleagues(office, somebody):
    here, leaving, colleagues = office
    admin = somebody("administrator@fjord.example")
    admin.goto("/fjord/laerlinger/")
    show_those_of(admin, leaving, ALL)
    rows = admin.page.locator("#rows tbody tr").count()
    admin.page.locator("[data-pick-all]").check()
    expect(admin.page.locator("[data-count]")).to_have_text(str(rows))
    admin.page.locator("#selection [name=alle]").check()
    expect(admin.page.locator("[data-count]")).to_have_text(str(ALL))
    admin.look()
    with admin.page.expect_navigation():
        admin.page.locator("#selection button[formaction*='/valgte/radgiver/']").click()
    admin.look()
    assert f" {ALL} " in admin.page.locator("main .lede").inner_text()
    admin.answer(advisors=[colleague.pk for colleague in colleagues])
    assert_handed_over(here, leaving, colleagues)
    show_those_of(admin, leaving, 0)
    show_those_of(admin, colleagues[0], ALL // 2)
    assert_dated_on_the_file(admin, here, leaving)


@pytest.mark.slow
def test_the_end_of_a_role_leads_to_the_hand_over(office, somebody):
    here, leaving, colleagues = office
    admin = somebody("administrator@fjord.example")
    admin.goto("/fjord/ansatte/")
    admin.follow(f"/ansatte/{leaving.pk}/avslutt/")
    end = admin.path
    assert admin.page.locator(f"main form[action='{end}'], main form.confirm").count() == 0, "not before it is empty"
    admin.follow(f"/overlevering/{leaving.pk}/")
    admin.answer(advisors=[colleague.pk for colleague in colleagues], tasks_to=str(colleagues[1].pk))
    assert_handed_over(here, leaving, colleagues)
    assert admin.path == end
    admin.send()
    assert admin.path == "/fjord/ansatte/"
    with here.scope():
        leaving.refresh_from_db()
        assert duties.of(leaving) == []
        here.rows.task.refresh_from_db()
    assert leaving.to_on == timezone.localdate()
    assert here.rows.task.assigned_id == colleagues[1].pk
    deliver_mail()
    told = {address for message in mail.outbox for address in message.to}
    assert all(any(row.user.email in address for address in told) for row in [leaving, *colleagues])


def show_those_of(admin, advisor, count):
    admin.page.locator("form.filters [name=advisor]").select_option(str(advisor.pk))
    expect(admin.page.locator("#rows .count")).to_contain_text(f"{count} ")
    admin.look()


def assert_handed_over(here, leaving, colleagues):
    """Evenly, a company whole with one of them, and dated: yesterday was the last day of the one who leaves."""
    today = timezone.localdate()
    with here.scope():
        current = Apprenticeship.objects.current()
        assert not current.filter(advisor=leaving).exists()
        assert [current.filter(advisor=row).count() for row in colleagues] == [ALL // 2, ALL // 2]
        shared = current.filter(advisor__in=colleagues).order_by()
        assert shared.values("company", "advisor").distinct().count() == COMPANIES
        before = Relation.objects.filter(membership=leaving)
        assert set(before.values_list("to_on", flat=True)) == {today - timedelta(days=1)}
        after = Relation.objects.filter(membership__in=colleagues, from_on=today, to_on__isnull=True)
        assert (before.count(), after.count()) == (ALL, ALL)


def assert_dated_on_the_file(admin, here, leaving):
    admin.page.locator("#rows tbody th a").first.click()
    admin.page.wait_for_url("**/laerlinger/*/")
    admin.goto(admin.path + "plasseringer/")
    assert admin.sees(leaving.user.name, "Kari Kollega", f"{timezone.localdate() - timedelta(days=1):%d.%m.%Y}")
