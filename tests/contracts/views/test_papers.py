"""Who opens, adds and removes papers and credit?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.given import PDF, credit, paper
from tests.contracts.stages import address


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.ADVISOR, 200), (Role.READER, 200), (Role.TRAINING_SUPERVISOR, 404), (Role.APPRENTICE, 404),
        (Role.COMPANY_CONTACT, 404), (Role.INSTRUCTOR, 404),
    ],
)  # fmt: skip
def test_papers_are_for_the_office(here, advisor, browse, role, status):
    contract = here.rows.contract
    Contract.objects.filter(pk=contract.pk).update(state=S.SIGNED)
    held = paper(contract, advisor)
    assert browse(role).get(address(contract, f"papirer/{held.pk}/")).status_code == status
    shown = browse(role).get(address(contract)).content.decode()
    assert ("attest.pdf" in shown) is (status == 200)


def test_another_office_finds_nothing(world):
    with world.here.scope():
        draft, by = world.here.rows.draft, world.here.member(Role.ADVISOR)
        held, row = paper(draft, by), credit(draft, "practice", 3)
    client = world.there.client(Role.ADVISOR)
    for page in (f"papirer/{held.pk}/", f"godskriving/{row.pk}/", "godskriving/ny/", "papirer/ny/"):
        assert client.get(address(draft, page)).status_code == 404
        assert client.get(world.there.url(f"kontrakter/{draft.pk}/{page}")).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_only_those_who_edit_contracts_write(draft, advisor, browse, role):
    held, row = paper(draft, advisor), credit(draft, "practice", 3)
    for page in (
        f"papirer/{held.pk}/fjern/",
        f"godskriving/{row.pk}/fjern/",
        "godskriving/ny/",
        "papirer/ny/",
        "be-om/",
    ):
        assert browse(role).post(address(draft, page)).status_code == 404
    assert draft.papers.exists()
    assert draft.credits.exists()


def test_credit_comes_changes_and_goes_on_its_pages(draft, browse):
    client, back = browse(Role.ADVISOR), address(draft, "steg/periode/")
    answers = {"kind": "practice", "months": 3, "version": draft.version, "file": SimpleUploadedFile("attest.pdf", PDF)}
    assert client.post(address(draft, "godskriving/ny/"), answers).url == back
    row = draft.credits.get()
    assert (row.months, row.days, row.paper.file.name) == (3, 0, "attest.pdf")
    shown = client.get(back).content.decode()
    assert "attest.pdf" in shown
    draft.refresh_from_db()
    answers = {"kind": "practice", "months": 4, "version": draft.version, "paper": row.paper_id}
    assert client.post(address(draft, f"godskriving/{row.pk}/"), answers).url == back
    row.refresh_from_db()
    assert (row.months, row.paper is not None) == (4, True)
    assert client.post(address(draft, f"godskriving/{row.pk}/fjern/")).url == back
    assert not draft.credits.exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"kind": ""}, "kind"), ({"months": ""}, "months"), ({"months": "-1"}, "months"), ({"paper": "0"}, "paper")],
)
def test_credit_says_at_the_field_what_is_wrong(draft, browse, answers, field):
    good = {"kind": "practice", "months": 3, "version": draft.version}
    response = browse(Role.ADVISOR).post(address(draft, "godskriving/ny/"), good | answers)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()


def test_paper_of_another_contract_is_no_choice(draft, here, advisor, browse):
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=S.SIGNED)
    other = paper(here.rows.contract, advisor)
    answers = {"kind": "practice", "months": 3, "version": draft.version, "paper": other.pk}
    assert browse(Role.ADVISOR).post(address(draft, "godskriving/ny/"), answers).status_code == 422
    row = credit(draft, "practice", 3)
    assert browse(Role.ADVISOR).get(address(here.rows.contract, f"godskriving/{row.pk}/")).status_code == 404
    assert browse(Role.ADVISOR).get(address(draft, f"papirer/{other.pk}/")).status_code == 404


def test_paper_that_is_no_paper_is_refused(draft, browse):
    answers = {"kind": "transcript", "file": SimpleUploadedFile("vitnemål.pdf", b"MZ program")}
    assert browse(Role.ADVISOR).post(address(draft, "papirer/ny/"), answers).status_code == 422
    assert not draft.papers.exists()


def test_paper_under_credit_is_not_removed(draft, advisor, browse):
    held = paper(draft, advisor)
    credit(draft, "practice", 3, paper=held)
    told = browse(Role.ADVISOR).post(address(draft, f"papirer/{held.pk}/fjern/"), follow=True).content.decode()
    assert "Credit rests on this paper" in told
    assert draft.papers.exists()


def test_no_paper_is_added_to_a_contract_in_force(here, browse):
    assert browse(Role.ADVISOR).get(address(here.rows.contract, "papirer/ny/")).status_code == 404
    assert browse(Role.ADVISOR).get(address(here.rows.contract, "godskriving/ny/")).url == address(here.rows.contract)
