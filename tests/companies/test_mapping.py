"""Is nobody's answer about an aim lost, and may only those write who know the work?"""

import pytest

from companies import actions
from companies.coverage import Coverage, count, mark
from companies.forms import AimForm
from companies.models import AimCoverage, CompanyPerson
from okportal.audit.models import Event
from okportal.curricula.models import Curriculum, Trade
from okportal.errors import Refused
from okportal.offices.models import County
from okportal.permissions import Role
from tests.world import TRADE

WRITERS = {
    Role.ADMINISTRATOR, Role.ADVISOR, Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR,
    Role.MUNICIPAL_COORDINATOR, Role.TRAINING_SUPERVISOR,
}  # fmt: skip
READERS = WRITERS | {Role.READER, Role.INSTRUCTOR}


@pytest.fixture
def approval(here):
    with here.scope():
        return actions.prepare_approval(
            company=here.rows.company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk="03"),
            by=here.member(Role.ADVISOR),
        )  # fmt: skip


@pytest.fixture
def rows(here, approval):
    with here.scope():
        return list(approval.coverage.all())


def page(here, approval, *parts):
    return here.url("/".join(("bedrifter/godkjenninger", str(approval.pk), *parts, "")))


def typed(row, **answers) -> dict:
    """What a browser sends for one row that was filled in from `row`."""
    known = {"covered_by": row.covered_by, "person": "", "place": "", "equipment": "", "partner": "", "seen": mark(row)}
    return {f"aim-{row.pk}-{name}": value for name, value in (known | answers).items()}


def save(here, row, role=Role.ADVISOR, *, htmx=True, **answers):
    headers = {"HX-Request": "true"} if htmx else {}
    url = here.url(f"bedrifter/godkjenninger/mal/{row.pk}/")
    return here.client(role).post(url, typed(row, **answers), headers=headers)


def stored(here, row) -> AimCoverage:
    with here.scope():
        return AimCoverage.objects.get(pk=row.pk)


# --- counting
def test_percent_is_rounded_down_and_an_empty_curriculum_is_not_covered():
    assert (Coverage(3, 1, 1, 0).percent, Coverage(3, 1, 1, 0).open) == (66, 1)
    assert (Coverage(300, 299, 0, 0).percent, Coverage(300, 299, 0, 0).is_whole) == (99, False)
    assert (Coverage(0, 0, 0, 0).percent, Coverage(0, 0, 0, 0).is_whole) == (0, False)
    assert Coverage(2, 1, 1, 0).is_whole


# --- one row
def test_a_row_is_saved_alone_and_the_percent_comes_along(here, rows):
    supervisor = here.rows.training_supervisor
    answer = save(here, rows[0], covered_by="here", person=supervisor.pk, place="Kjøkkenet", equipment="Komfyr")
    assert answer.status_code == 200
    assert "33 percent" in answer.content.decode()
    row = stored(here, rows[0])
    assert (row.covered_by, row.person_id, row.place, row.equipment) == ("here", supervisor.pk, "Kjøkkenet", "Komfyr")
    assert mark(row) in answer.content.decode()
    assert stored(here, rows[1]).covered_by == "open"


def test_a_partner_has_a_name(here, rows):
    answer = save(here, rows[0], covered_by="partner")
    assert answer.status_code == 422
    assert "Write which company" in answer.content.decode()
    assert stored(here, rows[0]).covered_by == "open"
    assert save(here, rows[0], covered_by="partner", partner="Nabo AS").status_code == 200


def test_the_second_editor_of_the_same_row_is_told_and_may_then_save(here, rows):
    save(here, rows[0], covered_by="here", place="Kjøkkenet")
    answer = save(here, rows[0], covered_by="not", place="Ute")
    assert answer.status_code == 422
    assert "Kjøkkenet" in answer.content.decode()
    now = stored(here, rows[0])
    assert (now.place, mark(now) in answer.content.decode()) == ("Kjøkkenet", True)
    assert save(here, rows[0], covered_by="not", place="Ute", seen=mark(now)).status_code == 200
    assert stored(here, rows[0]).place == "Ute"


def test_two_editors_of_different_rows_do_not_meet(here, rows):
    assert save(here, rows[0], covered_by="here").status_code == 200
    assert save(here, rows[1], Role.TRAINING_SUPERVISOR, covered_by="not").status_code == 200
    assert [stored(here, row).covered_by for row in rows] == ["here", "not", "open"]


def test_the_same_answer_twice_is_one_line_in_the_trail(here, approval, rows):
    for _click in range(2):
        assert save(here, rows[0], covered_by="here").status_code == 200
    with here.scope():
        assert Event.objects.about(approval).filter(verb="approval.mapped").count() == 1


def test_somebody_of_another_company_is_no_choice(world, here, rows):
    with world.there.scope():
        foreign = CompanyPerson.objects.first()
    assert save(here, rows[0], covered_by="here", person=foreign.pk).status_code == 422


def test_one_who_has_left_stays_in_the_answer(here, rows):
    instructor = here.rows.instructor
    save(here, rows[0], covered_by="here", person=instructor.pk)
    with here.scope():
        CompanyPerson.objects.filter(pk=instructor.pk).update(to_on="2020-01-01", from_on="2019-01-01")
        row = AimCoverage.objects.select_related("aim", "person").get(pk=rows[0].pk)
        form = AimForm(typed(row, person=instructor.pk), row=row, people={})
        assert not form.is_changed


# --- who
@pytest.mark.parametrize("role", Role)
def test_who_writes_and_who_reads(here, approval, rows, role):
    seen = here.client(role).get(page(here, approval, "kartlegging"))
    assert seen.status_code == (200 if role in READERS else 404)
    assert (b"aim__body" in seen.content) == (role in WRITERS)
    assert save(here, rows[0], role, covered_by="here").status_code == (200 if role in WRITERS else 404)


def test_only_the_office_sends(here, approval):
    for role in WRITERS - {Role.ADMINISTRATOR, Role.ADVISOR}:
        assert here.client(role).get(page(here, approval, "send")).status_code == 404


def test_supervisor_of_another_company_writes_nothing(here, approval, rows):
    with here.scope():
        CompanyPerson.objects.filter(pk=here.rows.training_supervisor.pk).update(role="instructor")
    assert save(here, rows[0], Role.TRAINING_SUPERVISOR, covered_by="here").status_code == 404


def test_members_are_no_secret_to_the_office_and_one_to_each_other(here, approval):
    with here.scope():
        advisor = here.member(Role.ADVISOR)
        actions.register(organisation_number="913558693", name="Naboen", by=advisor)
    for role, is_told in ((Role.ADVISOR, True), (Role.COMPANY_CONTACT, False)):
        assert (b"Naboen" in here.client(role).get(page(here, approval, "kartlegging")).content) == is_told


# --- the whole page, without JavaScript
def test_all_rows_are_saved_with_one_button(here, approval, rows):
    sent = typed(rows[0], covered_by="here") | typed(rows[1], covered_by="not") | typed(rows[2])
    answer = here.client(Role.COMPANY_CONTACT).post(page(here, approval, "kartlegging"), sent)
    assert answer.status_code == 302
    assert [stored(here, row).covered_by for row in rows] == ["here", "not", "open"]


def test_a_row_that_this_editor_left_alone_is_left_alone(here, approval, rows):
    sent = typed(rows[0], covered_by="here") | typed(rows[1]) | typed(rows[2])  # the page as it was opened
    save(here, rows[1], covered_by="not", place="Ute")  # meanwhile somebody else
    assert here.client(Role.ADVISOR).post(page(here, approval, "kartlegging"), sent).status_code == 302
    assert [stored(here, row).covered_by for row in rows] == ["here", "not", "open"]


def test_what_is_refused_keeps_its_text_and_the_others_are_saved(here, approval, rows):
    sent = typed(rows[0], covered_by="partner", equipment="Gravemaskin") | typed(rows[1], covered_by="here")
    answer = here.client(Role.ADVISOR).post(page(here, approval, "kartlegging"), sent | typed(rows[2]))
    assert answer.status_code == 422
    assert "Gravemaskin" in answer.content.decode()
    assert "Write which company" in answer.content.decode()
    assert [stored(here, row).covered_by for row in rows] == ["open", "here", "open"]


def test_open_aims_come_first(here, approval, rows):
    save(here, rows[0], covered_by="here")
    content = here.client(Role.ADVISOR).get(page(here, approval, "kartlegging")).content.decode()
    places = [content.index(f'id="aim-{row.pk}"') for row in rows]
    assert places[1] < places[2] < places[0]


def test_a_sent_application_is_read_only(here, approval, rows):
    with here.scope():
        by = here.member(Role.ADVISOR)
        actions.send_approval(approval=approval, language="nb", remarks="Grunn", by=by)
        with pytest.raises(Refused, match="no longer being prepared"):
            actions.save_aim(
                row=rows[0], covered_by="here", person=None, place="", equipment="", partner="", seen=mark(rows[0]),
                by=by,
            )  # fmt: skip
    assert save(here, rows[0], covered_by="here").status_code == 404
    assert b"aim__body" not in here.client(Role.ADVISOR).get(page(here, approval, "kartlegging")).content


def test_a_trade_without_curriculum_says_so_and_fetches_it_later(here):
    with here.scope():
        approval = actions.prepare_approval(
            company=here.rows.company, trade=Trade.objects.get(pk="HSHEA3----"), county=County.objects.get(pk="03"),
            by=here.member(Role.ADVISOR),
        )  # fmt: skip
    client = here.client(Role.ADVISOR)
    assert b"No curriculum is known" in client.get(page(here, approval, "kartlegging")).content
    curriculum = Curriculum.objects.create(
        code="TEST-HEA", trade_id="HSHEA3----", title="HEA", language="nob", valid_from="2022-08-01"
    )
    client.post(page(here, approval, "lareplan"))
    assert b"no competence aims here" in client.get(page(here, approval, "kartlegging")).content
    curriculum.aims.create(code="H1", text="mål", position=1)
    client.post(page(here, approval, "lareplan"))
    with here.scope():
        assert count(approval.coverage.all()) == Coverage(1, 0, 0, 0)
