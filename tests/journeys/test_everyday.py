"""Do the small things of every day hold: a shared view, a note for few, absence, and a question by link?"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from apprenticeships.models import Absence
from companies.models import IntakeQuestion, Places
from okportal.permissions import Role
from tests.journeys.people import link_in_mail
from tests.world import TRADE


@pytest.mark.slow
def test_view_is_shared_with_a_colleague(world, somebody):
    advisor, colleague = somebody("advisor@fjord.example"), somebody("administrator@fjord.example")
    advisor.goto("/fjord/laerlinger/")
    advisor.page.locator("form.filters [name=state]").select_option("running")
    expect(advisor.page.locator("#rows .count")).to_contain_text("1 ")
    advisor.page.locator("details.menu:has(#view-name) > summary").click()
    advisor.page.locator("#view-name").fill("I opplæring nå")
    advisor.page.locator("details.menu [name=is_shared]").check()
    advisor.look()
    advisor.send("form:has(#view-name)")
    assert "state=running" in advisor.page.url

    colleague.goto("/fjord/laerlinger/")
    assert colleague.page.locator("#rows tbody tr").count() == 2
    colleague.page.locator("details.menu", has_text="I opplæring nå").locator("summary").click()
    colleague.look()
    with colleague.page.expect_navigation():
        colleague.page.locator("details.menu a", has_text="I opplæring nå").click()
    assert colleague.page.locator("#rows tbody tr").count() == 1
    assert colleague.page.locator("form.filters [name=state]").input_value() == "running"
    colleague.look()


@pytest.mark.slow
def test_readers_of_a_note_stand_at_the_button_and_nobody_else_reads_it(world, somebody):
    here = world.here
    advisor, supervisor = somebody("advisor@fjord.example"), somebody("training_supervisor@fjord.example")
    notes = f"/fjord/laerlinger/{here.rows.apprenticeship.pk}/notater/"
    advisor.goto(notes)
    advisor.follow("/notater/nytt/")
    form = advisor.page.locator("form:has([name=text])")
    expect(form.locator("[data-audience]:visible")).to_have_count(0)
    form.locator("[name=audience][value=all]").check()
    expect(form.locator("[data-audience=all]")).to_contain_text(here.users[Role.TRAINING_SUPERVISOR].name)
    form.locator("[name=audience][value=office]").check()
    readers = form.locator("[data-audience]:visible")
    expect(readers).to_have_count(1)
    expect(readers).to_contain_text(here.users[Role.ADMINISTRATOR].name)
    expect(readers).not_to_contain_text(here.users[Role.TRAINING_SUPERVISOR].name)
    below = form.locator("button[type=submit]").bounding_box()["y"]
    assert readers.bounding_box()["y"] < below, "nobody saves without having passed the names"
    advisor.answer(text="Bare for kontoret: ring mor på mandag")
    assert advisor.sees("ring mor på mandag")

    supervisor.goto(notes)
    assert supervisor.sees("Fjord notat")
    assert "ring mor" not in supervisor.page.content()


@pytest.mark.slow
def test_absence_is_reported_by_one_and_confirmed_by_the_other(world, somebody):
    here, today = world.here, timezone.localdate()
    with here.scope():
        Absence.objects.all().delete()
    page = f"/fjord/laerlinger/{here.rows.apprenticeship.pk}/fravaer/"
    apprentice, supervisor = somebody("apprentice@fjord.example"), somebody("training_supervisor@fjord.example")
    apprentice.goto(page)
    apprentice.follow("/fravaer/ny/")
    apprentice.answer(kind="illness", from_on=today - timedelta(days=2), to_on=today - timedelta(days=1), percent=100)
    assert state_of(here) == Absence.State.REPORTED

    supervisor.goto(link_in_mail("training_supervisor@fjord.example", "/fravaer/"))
    supervisor.send("form[action$='/bekreft/']")
    assert state_of(here) == Absence.State.CONFIRMED
    assert supervisor.page.locator("form[action$='/bekreft/']").count() == 0
    apprentice.goto(page)
    assert "2" in apprentice.page.locator("section:has(#h-sums) li").first.inner_text()


def state_of(here):
    with here.scope():
        return Absence.objects.get().state


@pytest.mark.slow
def test_yearly_question_is_answered_by_link_without_login(world, somebody):
    here, contact = world.here, world.here.users[Role.COMPANY_CONTACT].email
    with here.scope():
        IntakeQuestion.objects.all().delete()
        Places.objects.all().delete()
    advisor, guest = somebody("advisor@fjord.example"), somebody()
    advisor.goto("/fjord/bedrifter/plasser/")
    advisor.follow("/spor/")
    assert advisor.sees("Fjord barnehager", contact)
    advisor.send()

    link = link_in_mail(contact, "/plasser/svar/")
    guest.goto(link)
    guest.answer(answer="yes", **{f"places_{TRADE}_0": 3}, name="Kari Dag", comment="Helst til høsten")
    assert guest.sees("Fjord barnehager", "Kari Dag", "Helst til høsten")
    with here.scope():
        assert IntakeQuestion.objects.get().answered_at is None, "looked over, not sent"
    guest.send()
    assert guest.page.request.get(link).status == 410
    with here.scope():
        assert Places.objects.get(company=here.rows.company).count == 3
    advisor.goto("/fjord/bedrifter/plasser/")
    advisor.follow(f"/bedrifter/{here.rows.company.pk}/plasser/")
    assert advisor.sees("Kari Dag", "Helst til høsten")
