"""What does a company still read of somebody who went on elsewhere, and what no more?"""

from datetime import timedelta

import pytest

from apprenticeships.models import Absence, Note
from followup.models import Participant, Talk
from okportal.permissions import Role
from tests.contracts.handover.other import Way, make_other

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def gone(here):
    """The handover by which the world's apprentice went on, 20 days ago, with entries before and after."""
    advisor, rows = here.member(Role.ADVISOR), here.rows
    on = advisor.today - timedelta(days=20)
    supervisor = here.users[Role.TRAINING_SUPERVISOR]
    for number, (days, with_supervisor) in enumerate(((5, True), (5, False), (-5, True)), start=2):
        talk = Talk.objects.create(
            office=here.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=number,
            due_on=on, state="held", held_on=on - timedelta(days=days), minutes=f"Referat {number}",
        )  # fmt: skip
        if with_supervisor:
            Participant.objects.create(
                office=here.office, talk=talk, role="supervisor", user=supervisor, name="Leder", email=supervisor.email
            )
    for days, user, kind in (
        (8, supervisor, "leave"),
        (12, here.users[Role.ADVISOR], "military"),
        (-3, supervisor, "parental"),
    ):
        day = on - timedelta(days=days)
        Absence.objects.create(
            office=here.office, apprenticeship=rows.apprenticeship, kind=kind, from_on=day, to_on=day, reported_by=user
        )
    Note.objects.create(
        office=here.office, apprenticeship=rows.apprenticeship, audience="all", text="Andres ord",
        written_by=here.users[Role.ADVISOR], written_by_name="Rådgiver",
    )  # fmt: skip
    return Way(rows.contract, make_other(here, advisor.today), advisor).done(on)


def page(row, name=""):
    return f"/fjord/tidligere-laerlinger/{row.pk}/{name}"


def test_only_what_lies_in_the_time_and_was_ones_own(here, gone):
    shown = here.client(Role.TRAINING_SUPERVISOR).get(page(gone)).content.decode()
    assert "Referat 2" in shown
    assert "Referat 3" not in shown  # was not there
    assert "Referat 4" not in shown  # after the change
    assert "Leave" in shown and "Military" not in shown and "Parental" not in shown
    assert "Andres ord" not in shown


def test_both_papers_and_the_list(here, gone):
    browser = here.client(Role.TRAINING_SUPERVISOR)
    assert page(gone) in browser.get("/fjord/tidligere-laerlinger/").content.decode()
    assert "/fjord/tidligere-laerlinger/" in browser.get("/fjord/mine-laerlinger/").content.decode()
    assert browser.get(page(gone, "kontrakt.pdf"))["Content-Type"] == "application/pdf"
    paper = f"/fjord/kontrakter/{gone.contract_id}/bedriftsbytte/{gone.pk}/overlevering.pdf"
    assert browser.get(paper)["Content-Type"] == "application/pdf"


def test_who_sees_all_in_the_company_sees_it_as_well(here, gone):
    shown = here.client(Role.COMPANY_CONTACT).get(page(gone)).content.decode()
    assert "Referat" not in shown  # took part in none


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.APPRENTICE, Role.ADVISOR])
def test_others_have_no_such_page(here, gone, role):
    assert here.client(role).get(page(gone)).status_code == 404


def test_the_new_company_has_the_file_and_not_this_page(here, gone, client):
    client.force_login(gone.new_supervisor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(page(gone)).status_code == 404
    assert client.get(f"/fjord/laerlinger/{gone.contract.apprenticeship_id}/").status_code == 200


def test_before_the_day_and_in_another_office_there_is_nothing(here, world):
    advisor = here.member(Role.ADVISOR)
    way = Way(here.rows.contract, make_other(here, advisor.today), advisor)
    row = way.planned(advisor.today + timedelta(days=3))
    assert here.client(Role.TRAINING_SUPERVISOR).get(page(row)).status_code == 404
    assert (
        "tidligere-laerlinger"
        not in here.client(Role.TRAINING_SUPERVISOR).get("/fjord/mine-laerlinger/").content.decode()
    )
    other_office = world.there.client(Role.TRAINING_SUPERVISOR)
    assert other_office.get(f"/canary/tidligere-laerlinger/{row.pk}/").status_code == 404


def test_nothing_can_be_written_there(here, gone):
    shown = here.client(Role.TRAINING_SUPERVISOR).get(page(gone)).content.decode()
    assert "<form" not in shown.split("<main")[1].split("</main")[0]
