"""Do the pages lead through an ending, from the question how to the last button, and only those who may?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.actions.guided_ending import begin_ending, drop_ending
from contracts.models import Contract, Ending, Letter
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.stages import address
from tests.documents.samples import pdf

DAY = timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_mutual_by_its_pages(running, browse, today):
    client, start = browse(Role.ADVISOR), address(running, "avslutning/")
    assert client.get(start).status_code == 200
    assert client.post(start, {"way": ""}).status_code == 422
    page = client.post(start, {"way": "mutual:"}).url
    assert page == Ending.objects.get().get_absolute_url()
    shown = client.get(page).content.decode()
    assert "has not been told in writing" in shown
    assert "24 months" not in shown
    assert f"{page}avslutt/" not in shown
    facts = {
        "agreed_on": str(today - DAY), "last_on": str(today), "employment_ends": "on", "reason": "moved", "note": "",
        "version": "1", "document": SimpleUploadedFile("avtale.pdf", pdf()),
    }  # fmt: skip
    assert client.post(page, facts).url == page
    assert client.get(f"{page}vedlegg/").status_code == 200
    stale = client.post(page, facts | {"document": "", "note": "Et annet ord"})
    assert stale.status_code == 422
    assert client.post(f"{page}avslutt/").status_code == 422
    assert client.post(f"{page}fylket/", {"told_on": str(today + DAY)}).status_code == 422
    assert client.post(f"{page}fylket/", {"told_on": str(today)}).url == page
    assert "cannot be undone" in client.get(f"{page}avslutt/").content.decode()
    assert fresh(running).state == S.ACTIVE
    for _twice in range(2):
        assert client.post(f"{page}avslutt/").url == page
    assert fresh(running).state == S.ENDED
    assert client.post(page, facts).url == page  # closed: nothing is written any more
    assert fresh(running).state == S.ENDED


@pytest.mark.parametrize(
    ("way", "fields"),
    [
        ("mutual:", {"agreed_on", "document"}),
        ("rescission:candidate", {"wished_on", "document", "decided_on", "case_number"}),
        ("rescission:company", {"heard_on", "document", "decided_on", "case_number"}),
        ("rescission:county", {"decided_on", "case_number"}),
        ("completed:", set()),
    ],
)
def test_page_asks_what_its_way_needs(running, browse, way, fields):
    client = browse(Role.ADVISOR)
    page = client.post(address(running, "avslutning/"), {"way": way}).url
    asked = set(client.get(page).context["form"].fields)
    rest = {"last_on", "employment_ends", "version"}
    counted = set() if way == "completed:" else {"reason", "note"}
    assert asked == fields | rest | counted


def test_only_ways_that_can_be_right_are_offered(running, ran_out, approved, browse):
    client = browse(Role.ADVISOR)

    def offered(contract):
        form = client.get(address(contract, "avslutning/")).context["form"]
        return {value.partition(":")[0] for value, _words in form.fields["way"].choices}

    assert offered(ran_out) == {"mutual", "rescission", "lapse", "completed"}
    assert offered(approved) == {"mutual", "rescission", "lapse"}
    assert client.post(address(approved, "avslutning/"), {"way": "completed:"}).status_code == 422


def test_effects_are_told_before_and_not_after(running, browse, begun, fill, advisor, today, here):
    ending = fill(begun("mutual"), agreed_on=today, last_on=today)
    page = browse(Role.ADVISOR).get(ending.get_absolute_url())
    told = " ".join(f"{effect.title} {effect.text}" for effect in page.context["effects"])
    for words in (
        "lapse together", "half-year talk", "registration for the test", "approval of", "Grant",
        "certificate of training",
    ):  # fmt: skip
        assert words.lower() in told.lower(), words
    drop_ending(ending=ending, by=advisor)
    assert browse(Role.ADVISOR).get(ending.get_absolute_url()).context["effects"] == []


def test_independent_employment_and_trial_period(running, begun, fill, browse, today):
    from apprenticeships.models import Apprenticeship

    ending = fill(begun("mutual"), last_on=today, employment_ends=False)
    page = browse(Role.ADVISOR).get(ending.get_absolute_url()).content.decode()
    assert "stands on its own" in page
    assert "trial period" not in page.lower()
    Apprenticeship.objects.filter(pk=running.apprenticeship_id).update(route="0+4")
    Contract.objects.filter(pk=running.pk).update(start_on=today - 30 * DAY)
    assert "trial period" in browse(Role.ADVISOR).get(ending.get_absolute_url()).content.decode().lower()


def test_letter_by_its_page(running, begun, fill, browse, today):
    client = browse(Role.ADVISOR)
    ending = fill(begun("rescission", "company"), heard_on=today)
    page = f"{ending.get_absolute_url()}brev/demand/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"language": "nb"}).status_code == 422
    answers = {"language": "nn", "grounds": "Grunn"}
    shown = client.post(page, answers | {"preview": "1"})
    assert (shown.status_code, shown["Content-Type"]) == (200, "application/pdf")
    assert not Letter.objects.exists()
    for _twice in range(2):
        assert client.post(page, answers).url == ending.get_absolute_url()
    assert Letter.objects.get().language == "nn"
    assert client.get(f"{ending.get_absolute_url()}brev/attest/").status_code == 422  # not before it has ended
    assert client.get(f"{ending.get_absolute_url()}brev/notice/").status_code == 404  # not of this way
    summons = f"{ending.get_absolute_url()}brev/hearing/"
    answers |= {"meet_on": str(today), "meet_time": "09:30", "place": "Møterom"}
    assert client.post(summons, answers | {"preview": "1"}).status_code == 200
    assert client.post(summons, answers | {"place": ""}).status_code == 422


def test_who_may_see_and_do(running, begun, here, world, browse):
    ending = begun("mutual")
    page = ending.get_absolute_url()
    reader = browse(Role.READER)
    seen = reader.get(page)
    assert seen.status_code == 200
    assert seen.context["form"] is None
    assert reader.get(address(running, "avslutning/")).context["form"] is None
    for step in ("fylket/", "avslutt/", "dropp/", "brev/agreement/"):
        assert reader.get(page + step).status_code == 404
        assert reader.post(page + step).status_code == 404
    assert reader.post(page, {"note": "Ny", "version": "1"}).status_code == 404
    assert reader.post(address(running, "avslutning/"), {"way": "lapse:"}).status_code == 404
    assert fresh(ending).note == ""
    for role in (Role.APPRENTICE, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR):
        for path in (page, address(running, "avslutning/"), f"{page}dropp/"):
            assert browse(role).get(path).status_code == 404
            assert browse(role).post(path).status_code == 404
    there = world.there.client(Role.ADVISOR)
    own = page.replace("/fjord/", f"/{world.there.office.slug}/")
    assert there.get(page).status_code == 404
    assert there.get(own).status_code == 404


def test_drop_by_its_page_and_begin_anew(running, begun, browse):
    client, ending = browse(Role.ADVISOR), begun("mutual")
    assert client.get(f"{ending.get_absolute_url()}dropp/").status_code == 200
    for _twice in range(2):
        assert client.post(f"{ending.get_absolute_url()}dropp/").url == ending.get_absolute_url()
    assert client.get(address(running, "avslutning/")).context["form"] is not None
    assert fresh(running).state == S.ACTIVE


def test_tab_and_button(running, browse, advisor):
    client, tab = browse(Role.ADVISOR), address(running, "avslutning/")
    assert client.get(address(running)).content.decode().count(f'href="{tab}"') == 1  # the button
    begin_ending(contract=running, kind="mutual", by=advisor)
    assert client.get(address(running)).content.decode().count(f'href="{tab}"') == 2
    assert tab not in browse(Role.APPRENTICE).get(address(running)).content.decode()
