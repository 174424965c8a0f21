"""What do the pages of the county show, to whom, and do their forms take the steps?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfWriter

from contracts import actions
from contracts.models import Contract, CountyEntry
from contracts.states import ContractState as S
from okportal.audit.models import Viewing
from okportal.documents.uploads import Accepted
from okportal.offices.models import CountyRule
from okportal.permissions import OFFICE_ROLES, Role
from tests.contracts.stages import address

OUTSIDERS = [role for role in Role if role not in OFFICE_ROLES]
TODAY = timezone.localdate
LETTER = Accepted(b"%PDF-1.4 brev", "application/pdf", "brev.pdf")


def pdf(tmp_path):
    path = tmp_path / "brev.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(path)
    return SimpleUploadedFile("brev.pdf", path.read_bytes())


@pytest.fixture
def letter(at, advisor):
    """An entry with a file, on a contract at the county that starts in twenty days."""
    contract = actions.send_to_county(contract=at(S.SIGNED), on=TODAY(), case_number="26/1", file=LETTER, by=advisor)
    return contract.county_entries.get()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_companies_and_apprentices_find_nothing(letter, browse, role):
    client, contract = browse(role), letter.contract
    pages = ("fylket/", f"fylket/{letter.pk}/", "vedtak/", "sendt-fylket/", "svar-fylket/", "fylket/brev/")
    for page in pages:
        assert client.get(address(contract, page)).status_code == 404
        assert client.post(address(contract, page), {}).status_code == 404
    assert client.get("/fjord/kontrakter/fylket/").status_code == 404
    assert client.get("/fjord/kontrakter/fylket/endringer/").status_code == 404
    answer = client.get(address(contract))
    assert b"/fylket/" not in answer.content


def test_reader_sees_and_takes_no_step(letter, browse):
    client, contract = browse(Role.READER), letter.contract
    text = client.get(address(contract, "fylket/")).content.decode()
    assert "26/1" in text
    assert "brev.pdf" in text
    assert "<form class" not in text.split("<main")[1]
    assert client.get(address(contract, f"fylket/{letter.pk}/")).content == LETTER.content
    for page in ("vedtak/", "sendt-fylket/", "svar-fylket/", "fylket/brev/"):
        assert client.get(address(contract, page)).status_code == 404
        assert client.post(address(contract, page), {}).status_code == 404
    assert Contract.objects.get(pk=contract.pk).state == S.AT_COUNTY


def test_letter_is_opened_through_its_own_contract_alone(world, letter, browse, here):
    other = here.rows.contract
    assert browse(Role.ADVISOR).get(address(other, f"fylket/{letter.pk}/")).status_code == 404
    stranger = world.there.client(Role.ADMINISTRATOR)
    for page in (f"kontrakter/{letter.contract_id}/fylket/", f"kontrakter/{letter.contract_id}/fylket/{letter.pk}/"):
        assert stranger.get(world.there.url(page)).status_code == 404
    browse(Role.ADVISOR).get(address(letter.contract, f"fylket/{letter.pk}/"))
    assert Viewing.objects.filter(page="contracts:county_file").exists()


def test_entry_without_a_file_has_no_page(at, advisor, browse):
    entry = actions.send_to_county(contract=at(S.SIGNED), on=TODAY(), by=advisor).county_entries.get()
    assert browse(Role.ADVISOR).get(address(entry.contract, f"fylket/{entry.pk}/")).status_code == 404


def test_the_whole_way_through_the_pages(at, browse, tmp_path):
    client, contract, day = browse(Role.ADVISOR), at(S.SIGNED), TODAY().isoformat()
    page = address(contract, "fylket/")
    assert 'action="/fjord/kontrakter/' in client.get(page).content.decode()
    answer = client.post(address(contract, "sendt-fylket/"), {"on": day, "case_number": "26/1", "file": pdf(tmp_path)})
    assert answer["Location"] == page
    told = {"decision": "returned", "decided_on": day, "decision_remark": "Mangler CV", "file": pdf(tmp_path)}
    assert client.post(address(contract, "vedtak/"), told)["Location"] == page
    assert client.post(address(contract, "svar-fylket/"), {"on": day, "remark": ""}).status_code == 422
    client.post(address(contract, "svar-fylket/"), {"on": day, "remark": "CV lagt ved"})
    client.post(address(contract, "vedtak/"), {"decision": "approved", "decided_on": day})
    contract.refresh_from_db()
    assert (contract.state, contract.case_number) == (S.APPROVED, "26/1")
    text = client.get(page).content.decode()
    for words in ("Mangler CV", "CV lagt ved", "Approved", "Returned with a remark"):
        assert words in text
    kinds = list(contract.county_entries.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["sent", "returned", "answered", "approved"]


def test_refusals_stand_at_their_field_and_keep_what_was_typed(at, browse):
    client, contract = browse(Role.ADVISOR), at(S.AT_COUNTY)
    ahead = (TODAY() + timedelta(days=1)).isoformat()
    for decision in ("approved", "refused", "returned"):
        told = {"decision": decision, "decided_on": ahead, "decision_remark": "Mangler CV"}
        answer = client.post(address(contract, "vedtak/"), told)
        assert answer.status_code == 422
        assert "future" in str(answer.context["form"].errors["decided_on"])
        assert "Mangler CV" in answer.content.decode()
    answer = client.post(address(contract, "vedtak/"), {"decision": "returned", "decided_on": TODAY().isoformat()})
    assert "decision_remark" in answer.context["form"].errors
    assert client.post(address(contract, "vedtak/"), {"decided_on": TODAY().isoformat()}).status_code == 422
    assert not contract.county_entries.exists()


def test_second_click_is_told_that_the_step_is_taken(at, browse):
    client, contract = browse(Role.ADVISOR), at(S.SIGNED)
    told = {"on": TODAY().isoformat()}
    assert client.post(address(contract, "sendt-fylket/"), told).status_code == 302
    answer = client.post(address(contract, "sendt-fylket/"), told)
    assert answer.status_code == 422
    assert "not possible now" in answer.content.decode()
    assert CountyEntry.objects.filter(contract=contract).count() == 1


@pytest.mark.parametrize(
    ("page", "state"), [("sendt-fylket/", S.DRAFT), ("vedtak/", S.SIGNED), ("svar-fylket/", S.ACTIVE)]
)
def test_page_of_an_impossible_step_says_why(at, browse, page, state):
    assert browse(Role.ADVISOR).get(address(at(state), page)).status_code == 422


def test_letter_beside_the_steps(at, browse, tmp_path):
    client, contract = browse(Role.ADVISOR), at(S.ACTIVE)
    told = {"kind": "in", "on": TODAY().isoformat(), "remark": "Kvittering", "file": pdf(tmp_path)}
    assert client.post(address(contract, "fylket/brev/"), told)["Location"] == address(contract, "fylket/")
    assert client.post(address(contract, "fylket/brev/"), told | {"kind": "approved"}).status_code == 422
    assert client.post(address(contract, "fylket/brev/"), told | {"file": ""}).status_code == 422
    assert contract.county_entries.get().kind == "in"


def test_file_that_runs_is_refused(at, browse):
    script = SimpleUploadedFile("brev.pdf", b"<html><script>alert(1)</script></html>")
    told = {"kind": "in", "on": TODAY().isoformat(), "remark": "x", "file": script}
    assert browse(Role.ADVISOR).post(address(at(S.ACTIVE), "fylket/brev/"), told).status_code == 422


def test_deadlines_are_told_both_ways(at, browse, rule):
    text = browse(Role.ADVISOR).get(address(at(S.SIGNED, start_on=TODAY() - timedelta(days=9)), "fylket/")).content
    assert "in 5 days" in text.decode()


def test_what_is_late_is_warned_of(at, browse, rule):
    client = browse(Role.READER)
    draft = at(S.DRAFT, start_on=TODAY())
    assert "written before the training starts" in client.get(address(draft, "fylket/")).content.decode()
    signed = at(S.SIGNED, start_on=TODAY() - timedelta(days=16))
    assert "With the county authority: 2 days late." in client.get(address(signed, "fylket/")).content.decode()
    in_time = at(S.SIGNED, start_on=TODAY() - timedelta(days=14))
    assert client.get(address(in_time, "fylket/")).context["warnings"] == []


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        (S.SIGNED, 0, []), (S.SIGNED, 3, ["With the county authority: 3 days late."]),
        (S.WITH_OFFICE, 3, ["The contract shall be written before the training starts (opplæringslova § 7-2), "
                            "and is not signed yet."]),
    ],
)  # fmt: skip
def test_a_county_without_a_day_of_its_own_wants_it_before_the_start(at, browse, state, days, said):
    """As most counties do: each thing that is late is said once."""
    CountyRule.objects.update(send_days=None)
    contract = at(state, start_on=TODAY() - timedelta(days=days))
    assert browse(Role.READER).get(address(contract, "fylket/")).context["warnings"] == said


def test_returned_may_be_corrected_instead(at, browse):
    client, contract = browse(Role.ADVISOR), at(S.RETURNED)
    assert address(contract, "rett/") in client.get(address(contract, "fylket/")).content.decode()
    assert client.post(address(contract, "rett/")).status_code == 302
    assert Contract.objects.get(pk=contract.pk).state == S.DRAFT


def test_list_shows_what_waits_with_since_and_due(at, advisor, browse, rule, here):
    contract = actions.send_to_county(
        contract=at(S.SIGNED), on=TODAY() - timedelta(days=2), case_number="26/1", by=advisor
    )
    row = browse(Role.READER).get("/fjord/kontrakter/fylket/").context["listing"].rows[0]
    assert (row.pk, row.since, row.due_on) == (
        contract.pk, TODAY() - timedelta(days=2), TODAY() + timedelta(days=26),
    )  # fmt: skip
    client = browse(Role.ADVISOR)

    def shown(query):
        return [one.pk for one in client.get(f"/fjord/kontrakter/fylket/?{query}").context["listing"].rows]

    assert shown("state=at_county&county=46&q=26/1&whose=mine") == [contract.pk]
    assert shown("state=signed") == []
    assert shown("county=03") == []
    assert shown("q=ukjent") == []


def test_list_leaves_out_what_does_not_wait(browse, here):
    text = browse(Role.ADVISOR).get("/fjord/kontrakter/fylket/").content.decode()
    assert "No contract waits" in text
