"""Who sees which change, what is shown before one is saved, and which steps can be taken on the pages?"""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apprenticeships.models import Apprenticeship
from contracts.amending.kinds import SLUGS, Kind
from contracts.models import Amendment, Contract
from contracts.states import AmendmentState as S
from okportal.permissions import Role
from tests.contracts.amending.changes import A_DAY, Changes, fresh, paper_of
from tests.contracts.stages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(here):
    return Changes(here)


@pytest.fixture
def client(browse):
    return browse(Role.ADVISOR)


def page(changes, name=""):
    return address(changes.contract, f"endringer/{name}")


def typed(changes, **others):
    return {"from_on": changes.today.isoformat(), "reason": "Avtalt", "signers": ["apprentice", "office"],
            "needs_consent": "on", "days": "30"} | others  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_each_kind_can_be_begun(changes, client, slug):
    assert client.get(page(changes, f"ny/{slug}/")).status_code == 200


def test_nothing_is_saved_before_it_was_shown(changes, client):
    where = page(changes, "ny/forlengelse/")
    unseen = client.post(where, typed(changes) | {"save": "1"})
    assert unseen.status_code == 200
    assert not Amendment.objects.exists()
    words = unseen.content.decode()
    assert "30 days later" in words
    assert "Registration for the test" in words
    mark = unseen.context["form"]["seen"].value()
    other = client.post(where, typed(changes, days="31") | {"save": "1", "seen": mark})
    assert not Amendment.objects.exists()
    assert "31 days later" in other.content.decode()
    saved = client.post(where, typed(changes) | {"save": "1", "seen": mark})
    row = Amendment.objects.get()
    assert saved.url == row.get_absolute_url()
    assert (row.days, row.effects[0]["title"]) == (30, "Training period")


def test_what_is_impossible_is_said_at_the_field(changes, client):
    shown = client.post(page(changes, "ny/forlengelse/"), typed(changes, days=""))
    assert shown.status_code == 422
    assert shown.context["form"].errors["days"]
    assert "Avtalt" in shown.content.decode()


def test_a_proposal_leads_to_a_form_that_is_filled_in(changes, client):
    query = "?kind=extension&to_on=2031-01-31&from_on=2030-01-01"
    found = client.get(page(changes, f"ny/{query}"))
    assert urlsplit(found.url).path == page(changes, "ny/forlengelse/")
    assert parse_qs(urlsplit(found.url).query)["end_on"] == ["2031-01-31"]
    assert client.get(found.url).context["form"].initial["end_on"] == "2031-01-31"


def test_two_editors_and_nothing_typed_is_lost(changes, client):
    row = changes.draft(Kind.EXTENSION, days=10)
    where = page(changes, f"{row.pk}/rediger/")
    first = client.post(where, typed(changes, days="40", version="1"))
    mark = first.context["form"]["seen"].value()
    Amendment.objects.filter(pk=row.pk).update(version=2)
    stale = client.post(where, typed(changes, days="40", version="1") | {"save": "1", "seen": mark})
    assert stale.status_code == 422
    assert "Somebody else has saved this" in stale.content.decode()
    assert stale.context["form"]["days"].value() == "40"
    again = client.post(where, typed(changes, days="40", version="2") | {"save": "1", "seen": mark})
    if again.status_code == 200:  # what was shown carries the version as well
        mark = again.context["form"]["seen"].value()
        again = client.post(where, typed(changes, days="40", version="2") | {"save": "1", "seen": mark})
    assert again.status_code == 302
    assert fresh(row).days == 40


def test_the_whole_road_on_the_pages(changes, client):
    row = changes.draft(Kind.EXTENSION)
    here = f"{row.pk}/"
    client.post(page(changes, f"{here}send/"), {"version": row.version})
    assert fresh(row).state == S.SIGNING
    changes.sign_all(row)
    client.post(page(changes, f"{here}fylket/"), {"sent_on": changes.today.isoformat()})
    assert fresh(row).state == S.AT_COUNTY
    decided = {"decision": "agreed", "decided_on": changes.today.isoformat(), "case_number": "26/1"}
    client.post(page(changes, f"{here}vedtak/"), decided)
    assert fresh(row).state == S.IN_FORCE
    words = client.get(page(changes, here)).content.decode()
    assert "In force" in words
    assert "26/1" in words
    listed = client.get(page(changes)).content.decode()
    assert "Fjord Lærling" in listed
    assert client.get(page(changes, f"{here}endring.pdf"))["Content-Type"] == "application/pdf"


def test_a_step_that_is_not_possible_says_so(changes, client):
    row = changes.draft(Kind.EXTENSION)
    answer = client.get(page(changes, f"{row.pk}/vedtak/"))
    assert answer.status_code == 422
    assert "is not possible now" in answer.content.decode()


def test_signing_shows_the_words_of_the_change(changes, browse):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION, reason="Mer tid"))
    round = row.rounds.get()
    apprentice = browse(Role.APPRENTICE)
    words = apprentice.get(f"/fjord/kontrakter/runder/{round.pk}/signer/").content.decode()
    assert "Mer tid" in words
    assert "30 days" in words
    detail = apprentice.get(page(changes, f"{row.pk}/")).content.decode()
    assert "Read and sign" in detail


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.TRAINING_SUPERVISOR, Role.RESPONSIBLE_LEADER])
def test_outside_the_office_one_sees_what_was_sent(changes, browse, role):
    row = changes.draft(Kind.EXTENSION)
    outside = browse(role)
    assert outside.get(page(changes, f"{row.pk}/")).status_code == 404
    assert "Avtalt" not in outside.get(page(changes)).content.decode()
    changes.to(S.SIGNING, row)
    assert outside.get(page(changes, f"{row.pk}/")).status_code == 200
    assert outside.get(page(changes, "ny/")).status_code == 404
    assert outside.post(page(changes, f"{row.pk}/trekk/"), {"reason": "x"}).status_code == 404


def test_the_reader_looks_and_does_nothing(changes, browse):
    row, reader = changes.draft(Kind.EXTENSION), browse(Role.READER)
    words = reader.get(page(changes, f"{row.pk}/"))
    assert words.status_code == 200
    assert not words.context["ways"]
    assert reader.post(page(changes, f"{row.pk}/send/"), {"version": 1}).status_code == 404


def test_the_other_office_finds_nothing(changes, world):
    row = changes.draft(Kind.EXTENSION)
    other = world.there.client(Role.ADVISOR)
    for name in ("", f"{row.pk}/", "ny/", "pa-dag/"):
        path = f"/canary/kontrakter/{row.contract_id}/endringer/{name}"
        assert other.get(path).status_code == 404


def test_a_document_is_added_to_a_draft_only(changes, client):
    row = changes.draft(Kind.EXTENSION)
    where = page(changes, f"{row.pk}/dokument/ny/")
    assert client.get(where).status_code == 200
    changes.to(S.SIGNING, row)
    assert client.get(where).url == row.get_absolute_url()
    sent = SimpleUploadedFile("annen.pdf", paper_of(row), "application/pdf")
    answer = client.post(where, {"file": sent})
    assert answer.status_code == 422
    assert "only be changed in a draft" in answer.content.decode()
    assert fresh(row).document is None


def test_as_it_was_on_a_day(changes, client):
    changes.in_force(Kind.WORKPLACE, new_establishment=None, new_workplace="Florø")
    then = changes.today - 5 * A_DAY
    words = client.get(page(changes, f"pa-dag/?dag={then.isoformat()}")).content.decode()
    assert "Fjord avdeling" in words
    assert "Florø" in words
    assert client.get(page(changes, "pa-dag/?dag=tull")).status_code == 422


def test_from_the_absence_to_a_filled_in_extension(changes, client, here):
    first = changes.today - 80 * A_DAY
    absence = here.rows.absence
    absence.from_on, absence.to_on = first, first + 59 * A_DAY
    absence.save()
    found = client.get(f"/fjord/kontrakter/endringer/etter-fravar/{absence.pk}/")
    query = parse_qs(urlsplit(found.url).query)
    assert query["end_on"] == [(changes.contract.end_on + 60 * A_DAY).isoformat()]
    assert "Absence from" in query["reason"][0]
    assert "illness" not in found.url.lower()


def test_as_many_questions_for_one_change_as_for_five(changes, client, django_assert_max_num_queries):
    changes.in_force(Kind.EXTENSION, days=1)
    with django_assert_max_num_queries(40) as one:
        client.get(page(changes))
    for days in range(2, 6):
        changes.in_force(Kind.EXTENSION, days=days)
    with django_assert_max_num_queries(len(one)):
        client.get(page(changes))


def test_while_a_company_change_waits_it_is_about_the_running_contract(changes, client, here):
    first = changes.today - 80 * A_DAY
    absence, contract = here.rows.absence, changes.contract
    absence.from_on, absence.to_on = first, first + 59 * A_DAY
    absence.save()
    Contract.objects.create(
        office=here.office, apprenticeship=contract.apprenticeship, number="X-1", state="approved",
        start_on=changes.today + 40 * A_DAY, end_on=contract.end_on,
    )  # fmt: skip
    found = client.get(f"/fjord/kontrakter/endringer/etter-fravar/{absence.pk}/")
    assert urlsplit(found.url).path == page(changes, "ny/forlengelse/")


def test_why_somebody_is_away_is_for_those_who_may_know(changes, browse):
    """Neither the list nor the change tells it to a party who sees the contract, and no longer the apprentice."""
    row = changes.in_force(Kind.INTERRUPTION, reason="Ryggoperasjon")
    other = changes.in_force(Kind.WORKPLACE, reason="Ombygging")
    supervisor = browse(Role.TRAINING_SUPERVISOR)
    where = [page(changes), page(changes, f"{row.pk}/")]
    assert all("Ryggoperasjon" in supervisor.get(path).content.decode() for path in where)
    Apprenticeship.objects.filter(pk=changes.contract.apprenticeship_id).update(supervisor=None)
    for path in where:
        shown = supervisor.get(path)
        assert shown.status_code == 200
        assert "Ryggoperasjon" not in shown.content.decode()
    assert "Ombygging" in supervisor.get(page(changes, f"{other.pk}/")).content.decode()
    assert "Ryggoperasjon" in browse(Role.APPRENTICE).get(where[1]).content.decode()


def test_the_position_that_is_shown_is_todays(changes, client):
    changes.in_force(Kind.PART_TIME, percent=60)
    shown = client.get(address(changes.contract, ""))
    assert shown.context["position_percent"] == 60
    assert "60 percent" in shown.content.decode()
    assert "100 percent" not in shown.content.decode()
