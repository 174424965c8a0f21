"""Is the library the office's own, and does a company get through a guide point by point?"""

from datetime import timedelta

import pytest

from companies import actions
from companies.actions.guidance import Overtaken
from companies.forms.guidance import place
from companies.guides import LONGEST_POINT, MOST_POINTS, mark, progress_of
from companies.models import Company, Guidance, GuidanceItem, GuidanceTemplate
from companies.suggestions import IN
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused
from okportal.permissions import Role

POINTS = ["Ringe", "Besøke", "Skrive"]


@pytest.fixture
def here(world):
    with world.here.scope():  # the world's own
        Guidance.objects.all().delete()
        GuidanceTemplate.objects.all().delete()
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


@pytest.fixture
def guide(advisor):
    return actions.add_guide(kind="checklist", title="Første uke", introduction="", points=POINTS, by=advisor)


@pytest.fixture
def guidance(here, advisor, guide):
    return actions.take_guide(company=here.rows.company, guide=guide, on=advisor.today, by=advisor)


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def points_of(guide):
    return list(guide.items.values_list("text", flat=True))


def edited(guide, by, **changes):
    given = {"kind": "checklist", "title": guide.title, "introduction": "", "is_active": True, "points": POINTS}
    return actions.edit_guide(guide=guide, **{"version": guide.version} | given | changes, by=by)


def saved(point, by, **changes):
    given = {"is_done": True, "note": "", "seen": mark(point)}
    return actions.save_point(point=point, **given | changes, by=by)


def sent(texts, orders=None, **changes):
    """A form of the library as the browser sends it."""
    typed = {"kind": "checklist", "title": "Første uke", "introduction": ""}
    for number, text in enumerate(texts):
        typed |= {f"point_{number}": text, f"order_{number}": (orders or {}).get(number, number + 1)}
    return typed | changes


# --- suggestions
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_suggestions_become_the_offices_once(advisor, language):
    assert len(actions.start_library(language=language, by=advisor)) == 5
    assert actions.start_library(language=language, by=advisor) == []
    kinds = set(GuidanceTemplate.objects.values_list("kind", flat=True))
    assert kinds == {"checklist", "conversation"}


def test_suggestions_fit_their_columns_and_the_two_languages_stand_side_by_side(advisor):
    for given in (*IN["nb"], *IN["nn"]):
        assert 0 < len(given.points) <= MOST_POINTS
        assert max(map(len, given.points)) <= LONGEST_POINT
        assert len(given.title) <= 150
    actions.start_library(language="nb", by=advisor)
    assert len(actions.start_library(language="nn", by=advisor)) == 5
    assert [len(one.points) for one in IN["nb"]] == [len(one.points) for one in IN["nn"]]


# --- the library
def test_a_title_stands_once_in_the_office(guide, advisor):
    with pytest.raises(Refused, match="guide with this title") as refusal:
        actions.add_guide(kind="checklist", title="Første uke", introduction="", points=POINTS, by=advisor)
    assert refusal.value.field == "title"
    other = actions.add_guide(kind="checklist", title="Annen", introduction="", points=POINTS, by=advisor)
    with pytest.raises(Refused, match="guide with this title"):
        edited(other, advisor, title="Første uke")


def test_points_are_changed_and_no_change_is_no_event(guide, advisor):
    edited(guide, advisor)
    assert not Event.objects.filter(verb="guide.edited").exists()
    changed = edited(guide, advisor, points=["Skrive", "Ringe"])
    assert (points_of(changed), changed.version) == (["Skrive", "Ringe"], 2)


def test_two_editors_and_the_second_is_told_then_let_through(guide, advisor):
    edited(guide, advisor, title="Ny tittel")
    with pytest.raises(Stale, match="title"):
        edited(guide, advisor, version=1, points=["En"])
    assert edited(guide, advisor, version=2, points=["En"]).version == 3


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        ({}, "abcd"), ({3: 1}, "dabc"), ({0: 4}, "bcda"), ({2: 2}, "acbd"), ({1: 3}, "acbd"), ({0: 99}, "bcda"),
        ({0: None, 1: None}, "abcd"),
    ],
)  # fmt: skip
def test_a_point_goes_where_its_number_says(orders, expected):
    typed = [place(number + 1, orders.get(number, number + 1), text) for number, text in enumerate("abcd")]
    assert "".join(text for *_where, text in sorted(typed)) == expected


def test_points_are_added_moved_and_taken_away_in_one_form(here, guide):
    client, page = here.client(Role.ADVISOR), address(here, "bibliotek", guide.pk)
    shown = client.get(page)
    assert shown.context["form"].count == len(POINTS) + 4, "empty lines to write in"
    typed = sent(["Ringe", "", "Skrive", "Ny"], {3: 1}, version=1, is_active="on")
    assert client.post(page, typed).status_code == 302
    with here.scope():
        guide.refresh_from_db()
        assert points_of(guide) == ["Ny", "Ringe", "Skrive"]
    late = client.post(page, typed | {"title": "For sent"})
    assert late.status_code == 422
    assert 'value="For sent"' in late.content.decode()
    assert client.post(page, typed | {"title": "For sent", "version": late.context["form"]["version"].value()}).url
    assert client.post(page, sent(["En"], version=3, title="For sent")).status_code == 302
    with here.scope():
        guide.refresh_from_db()
        assert guide.is_active is False


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (sent(["", " "]), "Write at least one point."),
        (sent(["x" * 301]), "at most 300 characters"),
        (sent(["a"], {0: "0"}), "greater than or equal to 1"),
        (sent(["a"], title=""), "This field is required."),
        (sent(["a"] * 41), "At most 40 points."),
        (sent(["a"], kind="novel"), "not one of the available choices"),
    ],
)
def test_what_cannot_be_used_is_said(here, typed, told):
    answer = here.client(Role.ADVISOR).post(address(here, "bibliotek", "ny"), typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_library_on_its_pages(here):
    client = here.client(Role.ADVISOR)
    assert "The library is empty" in client.get(address(here, "bibliotek")).content.decode()
    start = address(here, "bibliotek", "forslag")
    assert client.get(start).status_code == 405
    assert client.post(start, {"language": "nn"}).status_code == 302
    assert "Når ein lærling vil slutte" in client.get(address(here, "bibliotek")).content.decode()
    assert client.post(address(here, "bibliotek", "ny"), sent(["En", "To"])).status_code == 302
    with here.scope():
        assert points_of(GuidanceTemplate.objects.get(title="Første uke")) == ["En", "To"]


# --- a company
def test_a_company_keeps_the_points_it_began_with(guidance, guide, advisor):
    edited(guide, advisor, points=["Noe annet"], title="Ny tittel")
    assert [item.text for item in guidance.items.all()] == POINTS
    assert Guidance.objects.get(pk=guidance.pk).title == "Første uke"


def test_the_same_guide_is_open_once(here, guidance, guide, advisor):
    with pytest.raises(Refused, match="open already"):
        actions.take_guide(company=here.rows.company, guide=guide, on=advisor.today, by=advisor)
    actions.close_guidance(guidance=guidance, by=advisor)
    again = actions.take_guide(company=here.rows.company, guide=guide, on=advisor.today, by=advisor)
    with pytest.raises(Refused, match="open already"):
        actions.reopen_guidance(guidance=guidance, by=advisor)
    assert again.pk != guidance.pk


def test_it_cannot_have_begun_tomorrow(here, guide, advisor):
    with pytest.raises(Refused) as refusal:
        actions.take_guide(company=here.rows.company, guide=guide, on=advisor.today + timedelta(days=1), by=advisor)
    assert refusal.value.field == "on"


def test_points_are_ticked_noted_and_taken_back(guidance, advisor):
    first = guidance.items.first()
    for _click in range(2):
        done = saved(first, advisor, note="Gikk fint")
    assert (done.note, done.done_by_id, progress_of(guidance)) == ("Gikk fint", advisor.user.pk, (1, 3))
    assert Event.objects.filter(verb="guidance.point_saved").count() == 1
    back = saved(done, advisor, is_done=False, note="Gikk fint")
    assert (back.done_at, back.done_by, progress_of(guidance)) == (None, None, (0, 3))


def test_a_note_to_a_done_point_leaves_who_did_it(guidance, here, advisor):
    done = saved(guidance.items.first(), advisor)
    other = here.member(Role.ADMINISTRATOR)
    assert saved(done, other, note="Sett").done_by_id == advisor.user.pk


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(guidance, advisor):
    first = guidance.items.first()
    saved(first, advisor, note="Kollegas ord")
    with pytest.raises(Overtaken, match="Kollegas ord") as refusal:
        saved(first, advisor, note="Mine ord")
    assert saved(first, advisor, note="Mine ord", seen=refusal.value.mark).note == "Mine ord"


def test_closed_is_closed_until_it_is_reopened(guidance, advisor):
    for _click in range(2):
        assert actions.close_guidance(guidance=guidance, by=advisor).closed_on == advisor.today
    with pytest.raises(Refused, match="closed"):
        saved(guidance.items.first(), advisor)
    for _click in range(2):
        assert actions.reopen_guidance(guidance=guidance, by=advisor).closed_on is None
    assert Event.objects.about(guidance).count() == 3


def test_the_company_pages_with_and_without_htmx(here, guide):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    take = address(here, company, "veiledning", "ny")
    with here.scope():
        today = here.member(Role.ADVISOR).today.isoformat()
    assert client.post(take, {"guide": guide.pk, "on": today}).status_code == 302
    assert client.post(take, {"guide": guide.pk, "on": today}).status_code == 422
    with here.scope():
        row = Guidance.objects.get(template=guide)
        first, second = row.items.all()[:2]
    page = address(here, company, "veiledning", row.pk)
    assert "0 of 3 points done" in client.get(page).content.decode()
    one = {f"point-{first.pk}-is_done": "on", f"point-{first.pk}-note": "Ja", f"point-{first.pk}-seen": mark(first)}
    step = address(here, "veiledning", "punkt", first.pk)
    swapped = client.post(step, one, headers={"HX-Request": "true"})
    assert "1 of 3 points done" in swapped.content.decode()
    late = client.post(step, one | {f"point-{first.pk}-note": "Nei"}, headers={"HX-Request": "true"})
    assert late.status_code == 422
    assert "Not saved yet" in late.content.decode()
    assert client.get(step).status_code == 405
    assert client.post(step, one).status_code == 302
    whole = {f"point-{first.pk}-note": "Nei", f"point-{first.pk}-seen": mark(first)}  # from before: a colleague's
    whole |= {f"point-{second.pk}-is_done": "on", f"point-{second.pk}-seen": mark(second)}
    answer = client.post(page, whole)
    assert answer.status_code == 422
    assert 'value="Nei"' in answer.content.decode()
    with here.scope():
        assert progress_of(row) == (2, 3), "what was not in the way is saved"
    listed = client.get(address(here, company, "veiledning")).content.decode()
    assert "2 of 3 points" in listed
    assert client.post(address(here, "veiledning", row.pk, "avslutt")).status_code == 302
    assert "History" in client.get(address(here, company, "veiledning")).content.decode()
    assert 'type="checkbox"' not in client.get(page).content.decode()
    assert client.post(address(here, "veiledning", row.pk, "gjenapne")).status_code == 302


def test_a_guide_that_is_not_in_use_is_not_offered(here, guide, advisor):
    edited(guide, advisor, is_active=False)
    page = here.client(Role.ADVISOR).get(address(here, here.rows.company.pk, "veiledning", "ny"))
    assert "no guide in use" in page.content.decode()


def test_a_guide_under_another_company_is_not_there(here, guidance):
    with here.scope():
        other = Company.objects.create(office=here.office, organisation_number="810059672", name="Annen")
    assert here.client(Role.ADVISOR).get(address(here, other.pk, "veiledning", guidance.pk)).status_code == 404


def test_a_reader_reads_and_nobody_outside_the_office_does(here, guidance, guide):
    company, point = here.rows.company.pk, guidance.items.first().pk
    read = [("bibliotek",), ("bibliotek", guide.pk), (company, "veiledning"), (company, "veiledning", guidance.pk)]
    write = [
        ("bibliotek", "ny"), ("bibliotek", "forslag"), (company, "veiledning", "ny"), ("veiledning", "punkt", point),
        ("veiledning", guidance.pk, "avslutt"), ("veiledning", guidance.pk, "gjenapne"), *read[1::2],
    ]  # fmt: skip
    reader = here.client(Role.READER)
    for page in read:
        assert reader.get(address(here, *page)).status_code == 200
    for role in (Role.READER, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR):
        client = here.client(role)
        for page in write:
            assert client.post(address(here, *page), {"language": "nb"}).status_code == 404, (role, page)
        for page in read if role != Role.READER else ():
            assert client.get(address(here, *page)).status_code == 404, (role, page)
    with here.scope():
        assert not GuidanceItem.objects.filter(done_at__isnull=False).exists()


def test_another_offices_guides_are_not_there(world):
    with world.there.scope():
        by = world.there.member(Role.ADVISOR)
        guide = actions.add_guide(kind="checklist", title="Canary guide", introduction="", points=["Canary"], by=by)
        row = actions.take_guide(company=world.there.rows.company, guide=guide, on=by.today, by=by)
        point = row.items.first().pk
    here, client = world.here, world.here.client(Role.ADVISOR)
    assert "Canary" not in client.get(address(here, "bibliotek")).content.decode()
    assert client.get(address(here, "bibliotek", guide.pk)).status_code == 404
    assert client.get(address(here, here.rows.company.pk, "veiledning", row.pk)).status_code == 404
    for page in (("veiledning", row.pk, "avslutt"), ("veiledning", row.pk, "gjenapne"), ("veiledning", "punkt", point)):
        assert client.post(address(here, *page)).status_code == 404
    taken = {"guide": guide.pk, "on": by.today.isoformat()}
    assert client.post(address(here, here.rows.company.pk, "veiledning", "ny"), taken).status_code == 422
