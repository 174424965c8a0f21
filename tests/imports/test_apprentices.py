"""Do apprentices with contracts come in from a spreadsheet as they would by hand, and go out again as a whole?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Apprentice, CandidateTypePeriod, Relation
from contracts.actions.taking_over import whole_months
from contracts.models import Contract
from contracts.rules import minimum_months
from exams.models import Registration
from followup.models import Participant, Talk
from followup.rules import talk_days
from okportal.audit.models import Event
from okportal.imports.known import read_known
from okportal.imports.models import ImportedRow
from okportal.offices.models import Membership
from okportal.permissions import Role
from tests.imports.files import HEADS, apprentice, csv_of, xlsx_of
from tests.imports.rows import rows_of, taken_in
from training.models import Plan


def test_thirty_rows_with_three_faults_leave_the_three_out(road):
    rows = rows_of(road.cast, 30)
    rows[4][HEADS.index("E-post")] = "uten krøllalfa"
    rows[9][HEADS.index("Fødselsnr")] = "01010112345"
    rows[14][HEADS.index("Bedriftens orgnr")] = "974544482"
    run = road.check(road.upload(csv_of(HEADS, rows)))
    assert (run.rows_good, run.rows_faulty, run.rows_known) == (27, 3, 0)
    assert [(line, field) for line, field, _sentence in run.report["faults"]] == [
        (6, "E-mail"), (11, "National identity number"), (16, "Company")
    ]  # fmt: skip
    with road.cast.scope():
        assert not taken_in(road.cast).exists()  # nothing is written by a check
    run = road.take_in(run)
    assert run.rows_written == 27
    with road.cast.scope():
        assert taken_in(road.cast).count() == 27


def test_a_row_becomes_what_registering_by_hand_makes(road):
    road.all_the_way(csv_of(HEADS, rows_of(road.cast, 1)))
    cast = road.cast
    with cast.scope(Role.ADVISOR):
        row = taken_in(cast).select_related("apprentice").get()
        person = row.apprentice
        assert (person.first_name, person.last_name) == ("Fornavn1", "Ætternavn1")
        assert person.birth_date.isoformat() == "2007-01-02"
        assert person.national_id.startswith("0281")
        assert Apprentice.objects.with_national_id(cast.office.pk, person.national_id).get() == person
        assert (row.state, row.trade_id, row.county_id) == ("running", "HSBUA3----", "46")
        assert (row.supervisor, row.instructor) == (cast.rows.training_supervisor, cast.rows.instructor)
        assert row.advisor == cast.rows.apprenticeship.advisor
        relations = {(relation.kind, relation.from_on) for relation in Relation.objects.filter(apprenticeship=row)}
        assert relations == {(kind, row.start_on) for kind in ("supervisor", "instructor", "advisor")}
        assert CandidateTypePeriod.objects.get(apprenticeship=row).candidate_type == "apprentice"
        contract = Contract.objects.get(apprenticeship=row)
        assert (contract.state, contract.case_number) == ("active", "V-1")
        assert contract.legal_basis == "2023"
        assert contract.number.startswith(f"{timezone.localdate().year}-")
        days = [day for day in talk_days(row.start_on, row.end_on) if day >= timezone.localdate()]
        talks = Talk.objects.filter(contract=contract)
        assert [talk.due_on for talk in talks] == days
        assert talks[0].number == len(talk_days(row.start_on, row.end_on)) - len(days) + 1
        roles = set(Participant.objects.filter(talk=talks[0]).values_list("role", flat=True))
        assert roles == {"apprentice", "supervisor", "instructor", "advisor"}
        assert Registration.objects.get(contract=contract).due_on > timezone.localdate()
        assert Plan.objects.get(apprenticeship=row).aims_total == 3
        for subject in (person, row, contract):
            assert Event.objects.about(subject).count() == 1


def test_a_coming_training_waits_and_a_finished_one_is_closed(road):
    soon = timezone.localdate() + timedelta(days=30)
    rows = [
        apprentice(road.cast, 1, Kontraktstart=f"{soon:%d.%m.%Y}"),
        apprentice(road.cast, 2, Kontraktslutt=f"{timezone.localdate() - timedelta(days=9)}"),
        apprentice(road.cast, 3, Kontraktstart="", Kontraktslutt=""),
    ]
    rows = [[*row, state] for row, state in zip(rows, ("aktiv", "Fullført", ""), strict=True)]
    road.all_the_way(csv_of([*HEADS, "Status"], rows))
    with road.cast.scope():
        found = [(row.state, [c.state for c in row.contracts.all()]) for row in taken_in(road.cast)]
        assert found == [("planned", ["approved"]), ("completed", ["completed"]), ("planned", [])]
        assert not Talk.objects.filter(contract__state="completed", apprenticeship__in=taken_in(road.cast)).exists()


@pytest.mark.parametrize(("content", "name"), [
    (lambda cast: csv_of(HEADS, rows_of(cast, 2)), "a.csv"),
    (lambda cast: csv_of(HEADS, rows_of(cast, 2), encoding="cp1252"), "a.csv"),
    (lambda cast: csv_of(HEADS, rows_of(cast, 2), encoding="utf-16", separator="\t"), "a.csv"),
    (lambda cast: xlsx_of(HEADS, rows_of(cast, 2)), "a.xlsx"),
])  # fmt: skip
def test_whatever_program_wrote_the_file(road, content, name):
    run = road.all_the_way(content(road.cast), name=name)
    assert run.rows_written == 2
    with road.cast.scope():
        assert {row.apprentice.last_name for row in taken_in(road.cast)} == {"Ætternavn1", "Ætternavn2"}


@pytest.mark.parametrize(("head", "text", "field", "words"), [
    ("E-post", "", "E-mail", "missing"), ("E-post", "a@b", "E-mail", "not an e-mail"),
    ("Fødselsnr", "01010712345", "National identity number", "mistyped"),
    ("Fornavn", "", "First name", "missing"), ("Lærefag", "Heksefaget", "Trade", "not a trade"),
    ("Faglig leder", "Ukjent Person", "Training supervisor", "has not this role"),
    ("Rådgiver", "Ukjent Person", "Advisor", "nobody at the office"),
    ("Kontraktstart", "31.02.2026", "First day", "not a date"), ("Kontraktslutt", "01.01.2020", "Last day", "before"),
    ("Kontraktstart", "", "First day", "no first one"), ("Kontraktslutt", "01.01.9999", "Last day", "cannot be right"),
    ("Mobil", "71000000", "Mobile", "Norwegian mobile"), ("Postnr", "12345", "Postcode", "4 digits"),
    ("Fornavn", "x" * 81, "First name", "80"),
])  # fmt: skip
def test_each_fault_is_told_with_line_column_and_sentence(road, head, text, field, words):
    run = road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1), apprentice(road.cast, 2, **{head: text})])))
    assert (run.rows_good, run.rows_faulty) == (1, 1)
    assert any(
        (line, name) == (3, field) and words in sentence for line, name, sentence in run.report["faults"]
    ), run.report["faults"]  # fmt: skip


def test_two_rows_about_one_person_are_one_and_a_fault(road):
    run = road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1), apprentice(road.cast, 1, Fornavn="Igjen")])))
    assert (run.rows_good, run.rows_faulty) == (1, 1)
    assert "line 2" in run.report["faults"][0][2]


def test_who_is_in_the_register_is_shown_side_by_side_and_left_as_is(road):
    there = road.cast.rows.apprentice
    rows = [apprentice(road.cast, 1, **{"E-post": there.email.upper(), "Fødselsnr": "", "Fornavn": "Annerledes"})]
    run = road.check(road.upload(csv_of(HEADS, rows)))
    assert (run.rows_good, run.rows_known) == (0, 1)
    assert ["First name", "Annerledes", there.first_name] in run.report["known"][0]["pairs"]
    answer = road.cast.client(Role.ADVISOR).get(road.cast.url(f"import/{run.pk}/"))
    assert "Annerledes" in answer.content.decode()
    client = road.cast.client(Role.ADVISOR)
    assert client.post(road.cast.url(f"import/{run.pk}/ta-inn/")).status_code == 422
    with road.cast.scope():
        there.refresh_from_db()
        assert there.first_name != "Annerledes"


def test_the_number_finds_who_has_another_address_now(road):
    with road.cast.scope():
        number = Apprentice.objects.get(pk=road.cast.rows.apprentice.pk).national_id
    run = road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1, Fødselsnr=number)])))
    assert run.rows_known == 1
    assert number not in str(run.report)


def test_an_empty_fact_is_filled_in_and_emptied_by_undoing(road):
    cast = road.cast
    with cast.scope():
        Apprentice.objects.filter(pk=cast.rows.apprentice.pk).update(phone="", city="Voss")
    rows = [apprentice(cast, 1, **{"E-post": cast.rows.apprentice.email, "Fødselsnr": ""})]
    run = road.check(road.upload(csv_of(HEADS, rows)), known="fill")
    run = road.take_in(run)
    with cast.scope():
        person = Apprentice.objects.get(pk=cast.rows.apprentice.pk)
        assert (person.phone, person.city) == ("+4740000001", "Voss")
        assert ImportedRow.objects.get(run=run).filled == {"phone": "+4740000001"}
    road.undo(run)
    with cast.scope():
        assert Apprentice.objects.get(pk=person.pk).phone == ""


def test_the_same_person_in_another_office_is_nobody_here(road, world):
    with world.there.scope():
        theirs = Apprentice.objects.get(pk=world.there.rows.apprentice.pk)
    run = road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1, **{"E-post": theirs.email})])))
    assert (run.rows_good, run.rows_known) == (1, 0)


def test_a_file_of_faults_holds_the_numbers_and_the_report_none(road):
    """Without them the rows could not be sent again; whoever opens the file is in the trail."""
    good = apprentice(road.cast, 1)
    number = good[HEADS.index("Fødselsnr")]
    rows = [apprentice(road.cast, 1, **{"E-post": f"{number} x", "Rådgiver": number, "Kontraktstart": number})]
    run = road.check(road.upload(csv_of(HEADS, rows)))
    assert number not in str(run.report)
    client = road.cast.client(Role.ADVISOR)
    text = client.get(road.cast.url(f"import/{run.pk}/feil/")).content.decode("utf-8-sig")
    assert f";{number};" in text
    assert number not in text.splitlines()[1].split(";")[1]  # what is wrong
    with road.cast.scope():
        assert Event.objects.about(run).get(verb="import.faults_read").by == road.cast.users[Role.ADVISOR]
    cells = text.splitlines()[1].split(";")
    cells[2:] = [cell if head == "Fødselsnr" else good[place] for place, (head, cell) in
                 enumerate(zip(HEADS, cells[2:], strict=True))]  # fmt: skip
    mended = "\r\n".join([text.splitlines()[0], ";".join(cells)]) + "\r\n"
    assert road.all_the_way(mended.encode("utf-8-sig")).rows_written == 1
    with road.cast.scope():
        assert taken_in(road.cast).get().apprentice.national_id == number


def test_a_shared_e_mail_with_another_number_is_somebody_else(road):
    email = road.cast.rows.apprentice.email
    run = road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1, **{"E-post": email})])))
    assert (run.rows_faulty, run.rows_known) == (1, 0)
    assert "Somebody else" in run.report["faults"][0][2]
    with road.cast.scope():
        Apprentice.objects.filter(pk=road.cast.rows.apprentice.pk).update(national_id="", national_id_index="")
    assert road.check(run).rows_known == 1  # nothing speaks against it


def test_an_administrator_who_is_advisor_too_is_one(road):
    cast = road.cast
    with cast.scope():
        there = Membership.objects.get(user=cast.users[Role.ADVISOR], role=Role.ADVISOR)
        Membership.objects.create(
            office=cast.office, user=there.user, role=Role.ADMINISTRATOR, from_on=there.from_on - timedelta(days=9)
        )
    road.all_the_way(csv_of(HEADS, [apprentice(cast, 1)]))
    with cast.scope():
        assert taken_in(cast).get().advisor == there


def test_a_reader_is_nobodys_advisor(road):
    row = apprentice(road.cast, 1, Rådgiver=f"reader@{road.cast.office.slug}.example")
    assert road.check(road.upload(csv_of(HEADS, [row]))).rows_faulty == 1


def test_the_registers_of_another_office_are_read_by_nobody_here(world):
    """Also where the policy would show a person's own rows elsewhere."""
    user = world.here.users[Role.ADVISOR]
    with world.there.scope():
        Membership.objects.create(office=world.there.office, user=user, role=Role.ADVISOR, from_on="2020-01-01")
        known = read_known(world.here.office.pk, timezone.localdate())
        tables = (
            known.companies, known.establishments, known.people, known.apprentices_by_email,
            known.apprentices_by_number, known.roles_held,
        )  # fmt: skip
        assert not any(tables)
    with world.here.scope(Role.ADVISOR):
        known = read_known(world.here.office.pk, timezone.localdate())
        assert {row.office_id for row in known.advisors.values()} == {world.here.office.pk}


def dated(cast, first, last, state):
    return [*apprentice(cast, 1, Kontraktstart=f"{first:%d.%m.%Y}", Kontraktslutt=f"{last:%d.%m.%Y}"), state]


@pytest.mark.parametrize(("days_left", "state", "words"), [
    (-1, "", "give a status"), (-1, "aktiv", "give a status"), (0, "Fullført", "lies ahead"),
    (90, "Fullført", "lies ahead"), (-1, "Fullført", ""), (-1, "hevet", ""), (0, "", ""), (90, "hevet", ""),
])  # fmt: skip
def test_the_status_has_to_fit_the_last_day(road, days_left, state, words):
    today = timezone.localdate()
    row = dated(road.cast, today - timedelta(days=700), today + timedelta(days=days_left), state)
    run = road.check(road.upload(csv_of([*HEADS, "Status"], [row])))
    assert [field for _line, field, _sentence in run.report["faults"]] == (["Status"] if words else [])
    assert words in str(run.report["faults"])


@pytest.mark.parametrize(("first", "last", "months"), [
    (date(2024, 9, 1), date(2026, 8, 31), 24), (date(2024, 9, 1), date(2026, 8, 30), 23),
    (date(2024, 8, 15), date(2026, 8, 14), 24), (date(2024, 8, 15), date(2026, 8, 15), 24),
    (date(2024, 8, 31), date(2025, 2, 28), 6),
])  # fmt: skip
def test_months_are_whole_ones_with_both_days(first, last, months):
    assert whole_months(first, last) == months


def test_a_contract_is_never_shorter_than_its_kind_may_be(road):
    today = timezone.localdate()
    road.all_the_way(csv_of(HEADS, [dated(road.cast, today - timedelta(days=5), today + timedelta(days=5), "")[:-1]]))
    with road.cast.scope():
        contract = Contract.objects.get(apprenticeship=taken_in(road.cast).get())
        assert contract.months == minimum_months(contract.kind)


def test_the_type_of_a_coming_training_holds_from_today(road):
    soon = timezone.localdate() + timedelta(days=30)
    road.all_the_way(csv_of(HEADS, [apprentice(road.cast, 1, Kontraktstart=f"{soon:%d.%m.%Y}")]))
    with road.cast.scope():
        period = CandidateTypePeriod.objects.get(apprenticeship=taken_in(road.cast).get())
        assert period.from_on == timezone.localdate()
