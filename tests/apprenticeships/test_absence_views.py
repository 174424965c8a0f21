"""The pages about absence: who opens them, what each sees, and the steps."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import load_workbook

from apprenticeships.models import Absence, Apprenticeship
from okportal.audit.models import Event, Viewing
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Role

State = Absence.State
A_DAY = timedelta(days=1)
KINDS = [str(kind.label) for kind in Absence.Kind]
ANSWERING = {Role.ADMINISTRATOR, Role.ADVISOR, Role.TRAINING_SUPERVISOR}
REPORTERS = {*COMPANY_ROLES, Role.ADMINISTRATOR, Role.ADVISOR, Role.APPRENTICE} - {Role.INSTRUCTOR}


def tab(here):
    return here.url(f"laerlinger/{here.rows.apprenticeship.pk}/fravaer/")


def page_of(here, step=""):
    return here.url(f"laerlinger/fravaer/{here.rows.absence.pk}/{step}")


def stored(here):
    with here.scope():
        return Absence.objects.get(pk=here.rows.absence.pk)


def answers(here, **changes):
    row = here.rows.absence
    given = {"kind": row.kind, "percent": 100, "from_on": row.from_on, "to_on": row.to_on, "version": row.version}
    return given | changes


# --- who sees what


@pytest.mark.parametrize("role", [role for role in Role if role != Role.GUARDIAN])
def test_tab_shows_kinds_to_all_but_the_instructor(here, role):
    text = here.client(role).get(tab(here)).content.decode()
    table = text.split('id="rows"')[1].split("</section>")[0]
    sums = "Sums per half-year" in text
    assert ("Illness" in table) == (role != Role.INSTRUCTOR) == sums
    assert ("Report absence" in text) == (role in REPORTERS)


def test_guardian_has_no_such_page(here):
    assert here.client(Role.GUARDIAN).get(tab(here)).status_code == 404


def test_instructor_sees_only_who_is_away_now_or_soon(here):
    client = here.client(Role.INSTRUCTOR)
    assert "Nobody has said" in client.get(tab(here)).content.decode()
    with here.scope():
        Absence.objects.update(to_on=None)
    text = client.get(tab(here)).content.decode()
    assert "still away" in text
    table = text.split('id="rows"')[1].split("</section>")[0]
    assert not [kind for kind in KINDS if kind in table]
    assert client.get(page_of(here)).status_code == 404


def test_declined_is_nothing_the_instructor_sees(here):
    with here.scope():
        row = here.rows.absence
        row.state, row.to_on, row.decided_at, row.decided_by = State.DECLINED, None, row.reported_at, row.reported_by
        row.save()
    assert "Nobody has said" in here.client(Role.INSTRUCTOR).get(tab(here)).content.decode()
    assert "Withdrawn" in here.client(Role.ADVISOR).get(tab(here)).content.decode()


@pytest.mark.parametrize("step", ["", "endre/", "trekk/"])
def test_absence_of_another_office_does_not_exist(world, step):
    foreign = world.there.rows.absence.pk
    for role in Role:
        client = world.here.client(role)
        assert client.get(world.here.url(f"laerlinger/fravaer/{foreign}/{step}")).status_code == 404


def test_looking_leaves_a_line(here):
    here.client(Role.TRAINING_SUPERVISOR).get(tab(here))
    here.client(Role.ADVISOR).get(page_of(here))
    with here.scope():
        pages = list(Viewing.objects.about(here.rows.apprentice).values_list("page", flat=True)[:2])
    assert pages == ["apprenticeships:absence_detail", "apprenticeships:absence"]


def test_sums_count_what_is_confirmed(here):
    client = here.client(Role.ADVISOR)
    assert "No absence" in client.get(tab(here)).content.decode()
    client.post(page_of(here, "bekreft/"), {"version": 1})
    text = client.get(tab(here)).content.decode()
    assert "3 days" in text or ("1 day" in text and "2 days" in text)  # the days may lie on both sides of a half-year


# --- report


@pytest.mark.parametrize("role", Role)
def test_who_may_report(here, role):
    client = here.client(role)
    status = client.get(tab(here) + "ny/").status_code
    assert status == (200 if role in REPORTERS else 404)
    day = here.rows.absence.to_on + A_DAY
    given = {"kind": "leave", "percent": "40", "from_on": day, "to_on": ""}
    response = client.post(tab(here) + "ny/", given)
    with here.scope():
        made = Absence.objects.filter(kind="leave").first()
    if role not in REPORTERS:
        assert (response.status_code, made) == (404, None)
    else:
        assert response["Location"] == tab(here)
        assert (made.percent, made.to_on, made.state == State.CONFIRMED) == (40, None, role in ANSWERING)


def test_overlap_keeps_what_was_typed(here):
    day = here.rows.absence.from_on.isoformat()
    given = {"kind": "leave", "percent": "40", "from_on": day, "to_on": day}
    response = here.client(Role.ADVISOR).post(tab(here) + "ny/", given)
    assert response.status_code == 422
    text = response.content.decode()
    assert "registered already" in text
    assert f'value="{day}"' in text


@pytest.mark.parametrize("given", [{"percent": "0"}, {"percent": "101"}, {"kind": "flu"}, {"from_on": ""}])
def test_nonsense_is_refused(here, given):
    day = here.rows.apprenticeship.start_on.isoformat()
    given = {"kind": "leave", "percent": "40", "from_on": day, "to_on": day} | given
    assert here.client(Role.ADVISOR).post(tab(here) + "ny/", given).status_code == 422


def test_form_has_no_place_for_a_reason(here):
    text = here.client(Role.ADVISOR).get(tab(here) + "ny/").content.decode()
    assert "<textarea" not in text
    assert 'type="text"' not in text


def test_last_day_after_the_training_is_warned_about(here):
    end_on = here.rows.apprenticeship.end_on
    given = {"kind": "leave", "percent": "100", "from_on": end_on, "to_on": end_on + A_DAY}
    response = here.client(Role.ADVISOR).post(tab(here) + "ny/", given, follow=True)
    assert "after the end of the training period" in response.content.decode()


# --- answer


@pytest.mark.parametrize("step, state", [("bekreft/", State.CONFIRMED), ("avvis/", State.DECLINED)])
@pytest.mark.parametrize("role", Role)
def test_only_office_and_supervisor_answer(here, role, step, state):
    response = here.client(role).post(page_of(here, step), {"version": 1})
    if role in ANSWERING:
        assert response["Location"] == page_of(here)
        assert stored(here).state == state
    else:
        assert response.status_code == 404
        assert stored(here).state == State.REPORTED


def test_supervisor_of_others_does_not_answer(here):
    """The role in the office is the same; in this file the person has none."""
    with here.scope():
        here.rows.apprenticeship.supervisor = None
        here.rows.apprenticeship.save()
    assert here.client(Role.TRAINING_SUPERVISOR).post(page_of(here, "bekreft/"), {"version": 1}).status_code == 404


def test_answer_needs_a_post(here):
    assert here.client(Role.ADVISOR).get(page_of(here, "bekreft/")).status_code == 405


def test_second_answer_says_how_it_stands(here):
    client = here.client(Role.ADVISOR)
    client.post(page_of(here, "bekreft/"), {"version": 1})
    text = client.post(page_of(here, "avvis/"), {"version": 2}, follow=True).content.decode()
    assert "not possible now" in text
    assert stored(here).state == State.CONFIRMED


def test_answer_to_an_older_version_is_not_taken(here):
    with here.scope():
        Absence.objects.update(version=2)
    text = here.client(Role.ADVISOR).post(page_of(here, "bekreft/"), {"version": 1}, follow=True).content.decode()
    assert "Somebody has changed this" in text
    assert stored(here).state == State.REPORTED


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.TRAINING_SUPERVISOR])
def test_page_offers_the_answer_once(here, role):
    client = here.client(role)
    assert "bekreft/" in client.get(page_of(here)).content.decode()
    client.post(page_of(here, "bekreft/"), {"version": 1})
    assert "bekreft/" not in client.get(page_of(here)).content.decode()


# --- correct and withdraw


@pytest.mark.parametrize("role", Role)
def test_who_corrects_what_waits(here, role):
    """The reporter, and who may confirm; others who see it get it shown, or nothing."""
    response = here.client(role).post(page_of(here, "endre/"), answers(here, percent=50))
    may = role in {*ANSWERING, Role.APPRENTICE}
    assert (stored(here).percent == 50) == may
    assert response.status_code == (302 if role in REPORTERS else 404)


def test_who_withdraws_is_asked_first(here):
    client = here.client(Role.APPRENTICE)
    assert "Withdraw this absence?" in client.get(page_of(here, "trekk/")).content.decode()
    assert stored(here).state == State.REPORTED
    client.post(page_of(here, "trekk/"), {"version": 1})
    assert stored(here).state == State.DECLINED
    assert client.post(page_of(here, "trekk/"), {"version": 2}).status_code == 302


def test_apprentice_does_not_touch_what_is_confirmed(here):
    here.client(Role.ADVISOR).post(page_of(here, "bekreft/"), {"version": 1})
    client = here.client(Role.APPRENTICE)
    client.post(page_of(here, "trekk/"), {"version": 2})
    client.post(page_of(here, "endre/"), answers(here, percent=50, version=2))
    assert (stored(here).state, stored(here).percent) == (State.CONFIRMED, 100)


# --- the office's report


@pytest.fixture
def confirmed(here):
    with here.scope():
        row = here.rows.absence
        row.state, row.decided_at, row.decided_by, row.percent = State.CONFIRMED, row.reported_at, row.reported_by, 50
        row.from_on = row.to_on = row.from_on.replace(day=2)
        row.save()
    return row


def half_of(day):
    return f"{day.year}-{1 if day.month < 7 else 2}"


def test_report_is_for_the_office(here):
    opens = {role for role in Role if here.client(role).get(here.url("laerlinger/fravaer/")).status_code == 200}
    assert opens == set(OFFICE_ROLES)
    assert here.client(Role.COMPANY_CONTACT).get(here.url("laerlinger/fravaer/eksport/")).status_code == 404


def test_report_counts_the_half_year_that_is_asked_for(here, confirmed):
    client = here.client(Role.READER)
    text = client.get(here.url("laerlinger/fravaer/"), {"half": half_of(confirmed.from_on)}).content.decode()
    assert "Fjord Lærling" in text
    assert "Canary" not in text
    assert "<strong>1</strong>" in text
    assert "0.5" in text


def test_report_says_what_is_not_confirmed(here):
    half = half_of(here.rows.absence.from_on)
    text = here.client(Role.READER).get(here.url("laerlinger/fravaer/"), {"half": half}).content.decode()
    assert "1 absence is not confirmed" in text


def test_nobody_stands_in_a_report_from_before_the_training(here):
    earlier = half_of(here.rows.apprenticeship.start_on - timedelta(days=370))
    text = here.client(Role.READER).get(here.url("laerlinger/fravaer/"), {"half": earlier}).content.decode()
    assert "Nobody was in training then" in text


@pytest.mark.parametrize("half", ["nonsense", "1999-1", "2026-3"])
def test_nonsense_in_the_address_shows_the_half_year_of_today(here, half):
    response = here.client(Role.READER).get(here.url("laerlinger/fravaer/"), {"half": half})
    assert response.status_code == 200
    assert "Fjord Lærling" in response.content.decode()
    assert here.client(Role.READER).get(here.url("laerlinger/fravaer/eksport/"), {"half": half}).status_code == 400


def test_export_has_the_same_figures_and_is_written_down(here, confirmed):
    address = here.url("laerlinger/fravaer/eksport/")
    response = here.client(Role.READER).get(address, {"half": half_of(confirmed.from_on)})
    heads, row = load_workbook(BytesIO(response.getvalue())).get_sheet_by_index(0).to_python()
    found = dict(zip(heads, row, strict=True))
    assert (found["Apprentice"], found["Illness"], found["Leave"]) == ("Fjord Lærling", 1, 0)
    assert (found["Days"], float(found["Whole days"])) == (1, 0.5)
    with here.scope():
        assert Event.objects.filter(verb="absences.exported").get().facts["rows"] == 1
    text = here.client(Role.READER).get(address, {"half": half_of(confirmed.from_on), "fil": "csv"}).getvalue()
    assert text.startswith(b"\xef\xbb\xbf")


def test_days_after_the_training_are_in_no_sum(here):
    today = timezone.localdate()
    with here.scope():
        Absence.objects.all().delete()
        Apprenticeship.objects.filter(pk=here.rows.apprenticeship.pk).update(end_on=today)
        Absence.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, kind="illness", state="confirmed",
            from_on=today, to_on=date.max, reported_by=here.users[Role.ADVISOR], decided_at=timezone.now(),
        )  # fmt: skip
    pk = here.rows.apprenticeship.pk
    (half,) = [
        half for half in here.client(Role.ADVISOR).get(here.url(f"laerlinger/{pk}/fravaer/")).context["sums"]
        if half["total"].days
    ]  # fmt: skip
    assert (str(half["half"]), half["total"].days) == (half_of(today), 1)
    shown = here.client(Role.ADVISOR).get(here.url("laerlinger/fravaer/")).context["listing"].rows
    assert [row.total.days for row in shown if row.pk == pk] == [1]
