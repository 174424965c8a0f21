"""Is a difference settled only where it is safe, only on what was compared, and can it be undone?"""

import pytest

from apprenticeships.actions import edit_apprentice
from contracts import actions as contract_actions
from contracts.models import Contract, VigoDifference
from contracts.vigo import settling
from okportal.audit.models import Event
from okportal.errors import Refused
from tests.contracts.vigo.export import row

NEW = "ny@vigo.example"


@pytest.fixture
def differing(here, send_in):
    """`differing(**changes)`: the differences of one row that says something else."""

    def send(**changes):
        run = send_in([row(here.rows.contract, **changes)])
        return {one.field: one for one in run.differences.all()}

    return send


def settled(difference, outcome, by):
    return settling.settle(difference=difference, outcome=outcome, by=by)


def email_of(person):
    return type(person).objects.get(pk=person.pk).email


@pytest.mark.parametrize("outcome", ["to_vigo", "ignored"])
def test_noted_and_opened_again(differing, advisor, outcome):
    one = differing(Saksnr="26/77")["case_number"]
    one = settled(one, outcome, advisor)
    assert (one.outcome, one.settled_by) == (outcome, advisor.user)
    settled(one, outcome, advisor)  # the second click
    assert Event.objects.filter(verb="vigo.settled").count() == 1
    one = settling.undo(difference=one, by=advisor)
    assert (one.outcome, one.settled_at, one.settled_by) == ("open", None, None)
    settling.undo(difference=one, by=advisor)
    assert Event.objects.filter(verb="vigo.reopened").count() == 1


def test_settled_otherwise_must_be_undone_first(differing, advisor):
    one = settled(differing(Saksnr="26/77")["case_number"], "ignored", advisor)
    with pytest.raises(Refused, match="settled already"):
        settled(one, "taken", advisor)


@pytest.mark.parametrize("outcome", ["open", "", "nonsense"])
def test_unknown_outcome_is_refused(differing, advisor, outcome):
    with pytest.raises(Refused, match="Choose"):
        settled(differing(Saksnr="26/77")["case_number"], outcome, advisor)


def test_case_number_is_taken_and_given_back(differing, advisor, here):
    one = settled(differing(Saksnr="26/77")["case_number"], "taken", advisor)
    assert Contract.objects.get(pk=here.rows.contract.pk).case_number == "26/77"
    settling.undo(difference=one, by=advisor)
    assert Contract.objects.get(pk=here.rows.contract.pk).case_number == ""


def test_apprentice_s_address_is_taken_by_the_proper_action(differing, advisor, here):
    person = here.rows.apprentice
    before = {"phone": person.phone, "address": person.address, "national_id": person.national_id}
    one = settled(differing(**{"E-post": NEW.upper()})["email"], "taken", advisor)
    person.refresh_from_db()
    assert person.email == NEW
    assert {name: getattr(person, name) for name in before} == before
    assert Event.objects.filter(verb="apprentice.changed", by_id=advisor.user.pk).exists()
    settling.undo(difference=one, by=advisor)
    assert email_of(person) == "apprentice@fjord.example"


def test_supervisor_s_address_is_taken_once_for_all_lines(here, send_in, advisor):
    other = Contract.objects.get(pk=here.rows.draft.pk)
    dates = {"start_on": here.rows.contract.start_on, "end_on": here.rows.contract.end_on}
    Contract.objects.filter(pk=other.pk).update(state="approved", **dates)
    other.refresh_from_db()
    change = {"E-post faglig leder": NEW}
    run = send_in([row(here.rows.contract, **change), row(other, **change)])
    first, second = run.differences.filter(field="supervisor_email")
    settled(first, "taken", advisor)
    assert email_of(here.rows.training_supervisor) == NEW
    second.refresh_from_db()
    assert second.outcome == "taken"
    settling.undo(difference=second, by=advisor)
    first.refresh_from_db()
    assert first.outcome == "open"
    assert email_of(here.rows.training_supervisor) == "training_supervisor@fjord.example"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Startdato": "01.01.2020"}, "start_on"), ({"Sluttdato": "01.01.2031"}, "end_on"),
        ({"Faglig leder": "Ola Vik"}, "supervisor"), ({"Lærebedrift orgnr": "999888777"}, "company"),
        ({"Status": "Hevet"}, "status"),
    ],
)  # fmt: skip
def test_what_needs_an_amendment_is_not_taken_with_a_click(differing, advisor, here, changes, field):
    one = differing(**changes)[field]
    before = Contract.objects.filter(pk=here.rows.contract.pk).values().get()
    with pytest.raises(Refused, match="not taken over"):
        settled(one, "taken", advisor)
    assert Contract.objects.filter(pk=here.rows.contract.pk).values().get() == before
    one.refresh_from_db()
    assert one.outcome == "open"


def test_what_is_no_address_is_not_taken(differing, advisor, here):
    one = differing(**{"E-post": "ukjent"})["email"]
    with pytest.raises(Refused, match="not an e-mail address"):
        settled(one, "taken", advisor)
    assert email_of(here.rows.apprentice) == "apprentice@fjord.example"


def test_address_of_somebody_else_is_refused_and_stays_open(differing, advisor, here):
    here.rows.apprentice.__class__.objects.create(
        office=here.office, first_name="Ola", last_name="Vik", email=NEW, county_id="46"
    )
    one = differing(**{"E-post": NEW})["email"]
    with pytest.raises(Refused, match="Ola Vik"):
        settled(one, "taken", advisor)
    one.refresh_from_db()
    assert one.outcome == "open"


def change_email(person, email, by):
    facts = {
        name: getattr(person, name)
        for name in ("first_name", "last_name", "phone", "address", "postcode", "city", "language")
    }
    edit_apprentice(apprentice=person, email=email, home_county=person.county, by=by, **facts)


def test_what_somebody_has_changed_since_is_not_written_over(differing, advisor, here):
    found = differing(**{"E-post": NEW, "Saksnr": "26/77"})
    change_email(here.rows.apprentice, "egen@fjord.example", advisor)
    contract_actions.set_case_number(contract=here.rows.contract, case_number="26/1", seen="", by=advisor)
    with pytest.raises(Refused, match=r"egen@fjord\.example"):
        settled(found["email"], "taken", advisor)
    with pytest.raises(Refused, match="26/1"):
        settled(found["case_number"], "taken", advisor)
    assert not VigoDifference.objects.exclude(outcome="open").exists()


def test_what_is_vigo_s_already_is_only_noted(differing, advisor, here):
    one = differing(**{"E-post": NEW})["email"]
    change_email(here.rows.apprentice, NEW, advisor)
    assert settled(one, "taken", advisor).outcome == "taken"


def test_undo_writes_over_nothing_newer(differing, advisor, here):
    one = settled(differing(**{"E-post": NEW})["email"], "taken", advisor)
    here.rows.apprentice.refresh_from_db()
    change_email(here.rows.apprentice, "egen@fjord.example", advisor)
    with pytest.raises(Refused, match="changed since"):
        settling.undo(difference=one, by=advisor)
    assert email_of(here.rows.apprentice) == "egen@fjord.example"


def test_many_at_once_with_one_that_cannot_be(differing, advisor, here):
    differing(**{"E-post": NEW, "Saksnr": "26/77", "Sluttdato": "01.01.2031"})
    rows = VigoDifference.objects.all()
    done, refused = settling.settle_many(differences=rows, outcome="taken", by=advisor)
    assert (done, [row.field for row, _why in refused]) == (2, ["end_on"])
    assert email_of(here.rows.apprentice) == NEW
    assert Contract.objects.get(pk=here.rows.contract.pk).case_number == "26/77"
    done, refused = settling.settle_many(differences=rows, outcome="to_vigo", by=advisor)
    assert (done, refused) == (1, [])
    assert settling.settle_many(differences=rows, outcome="ignored", by=advisor) == (0, [])
