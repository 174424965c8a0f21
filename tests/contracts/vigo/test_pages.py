"""Who opens the pages about Vigo, what do they show, and do they lead from file to settled list?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.models import VigoDifference, VigoRun
from okportal.permissions import OFFICE_ROLES, Role
from tests.contracts.vigo.export import HEADS, csv_of, row

OUTSIDERS = [role for role in Role if role not in OFFICE_ROLES]


@pytest.fixture
def run(here, send_in):
    changes = {"Saksnr": "26/77", "E-post": "ny@vigo.example", "Sluttdato": "01.01.2031"}
    return send_in([row(here.rows.contract, **changes)])


def pages(run):
    return ["", f"{run.pk}/", f"{run.pk}/fil/"], ["ny/", f"{run.pk}/kolonner/", f"{run.pk}/flere/"]


def difference(run, field):
    return VigoDifference.objects.get(run=run, field=field)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_companies_and_apprentices_know_of_no_vigo(here, browse, run, role):
    client, (read, write) = browse(role), pages(run)
    for page in read + write:
        assert client.get(here.url(f"kontrakter/vigo/{page}")).status_code == 404, page
    one = difference(run, "email")
    for page in (f"avvik/{one.pk}/", f"avvik/{one.pk}/angre/", f"{run.pk}/flere/"):
        assert client.post(here.url(f"kontrakter/vigo/{page}"), {"outcome": "ignored"}).status_code == 404


def test_reader_sees_and_writes_nothing(here, browse, run):
    client, (read, write) = browse(Role.READER), pages(run)
    for page in read:
        assert client.get(here.url(f"kontrakter/vigo/{page}")).status_code == 200
    assert b"avvik/" not in client.get(here.url(f"kontrakter/vigo/{run.pk}/")).content
    for page in write:
        assert client.get(here.url(f"kontrakter/vigo/{page}")).status_code == 404
    one = difference(run, "email")
    assert client.post(here.url(f"kontrakter/vigo/avvik/{one.pk}/"), {"outcome": "ignored"}).status_code == 404
    assert difference(run, "email").outcome == "open"


def test_other_office_s_run_is_none(world, here, run):
    client, (read, write) = world.there.client(Role.ADMINISTRATOR), pages(run)
    for page in (read + write)[1:]:
        if page != "ny/":
            assert client.get(world.there.url(f"kontrakter/vigo/{page}")).status_code == 404
    one = difference(run, "email")
    assert client.post(world.there.url(f"kontrakter/vigo/avvik/{one.pk}/"), {"outcome": "ignored"}).status_code == 404


def test_from_file_to_settled_list(here, browse):
    client = browse(Role.ADVISOR)
    content = csv_of(HEADS, [row(here.rows.contract, Saksnr="26/77", Sluttdato="01.01.2031")])
    answer = client.post(here.url("kontrakter/vigo/ny/"), {"file": SimpleUploadedFile("vigo.csv", content)})
    page = answer["Location"]
    form = client.get(page, follow=True)
    assert here.rows.apprentice.national_id not in form.content.decode()
    columns = {name: field.initial for name, field in form.context["form"].fields.items()}
    assert client.post(f"{page}kolonner/", columns)["Location"] == page
    text = client.get(page).content.decode()
    assert "26/77" in text
    assert "1 January 2031" in text
    assert "Take Vigo" in text
    run = VigoRun.objects.get()
    one = difference(run, "case_number")
    answer = client.post(here.url(f"kontrakter/vigo/avvik/{one.pk}/?field=case_number"), {"outcome": "taken"})
    assert answer["Location"] == f"{page}?field=case_number"
    text = client.get(f"{page}?outcome=taken").content.decode()
    assert "26/77" in text
    assert f"avvik/{one.pk}/angre/" in text
    client.post(here.url(f"kontrakter/vigo/avvik/{one.pk}/angre/"))
    assert difference(run, "case_number").outcome == "open"


def test_dates_lead_to_the_contract_and_are_not_taken(here, browse, run):
    text = browse(Role.ADVISOR).get(here.url(f"kontrakter/vigo/{run.pk}/?field=end_on")).content.decode()
    assert "Change by an amendment" in text
    assert 'name="outcome" value="taken"' not in text


def test_refusal_is_a_page_and_changes_nothing(here, browse, run):
    one = difference(run, "end_on")
    answer = browse(Role.ADVISOR).post(here.url(f"kontrakter/vigo/avvik/{one.pk}/"), {"outcome": "taken"})
    assert answer.status_code == 422
    assert "amendment" in answer.content.decode()


def test_bad_file_is_answered_in_the_form(here, browse):
    client = browse(Role.ADVISOR)
    for content in (b"%PDF-1.4 x", csv_of(HEADS, []), b"\x00\x01\x02"):
        answer = client.post(here.url("kontrakter/vigo/ny/"), {"file": SimpleUploadedFile("v.csv", content)})
        assert answer.status_code == 422
    assert client.post(here.url("kontrakter/vigo/ny/"), {"file": ""}).status_code == 422
    assert not VigoRun.objects.exists()


def test_filters_by_field_and_outcome(here, browse, run):
    client = browse(Role.ADVISOR)
    page = here.url(f"kontrakter/vigo/{run.pk}/")

    def shown(query=""):
        return {one.field for one in client.get(f"{page}{query}").context["listing"].rows}

    VigoDifference.objects.filter(run=run, field="email").update(outcome="ignored", settled_at=run.made_at)
    assert shown() == {"case_number", "end_on"}
    assert shown("?outcome=ignored") == {"email"}
    assert shown("?outcome=all") == {"case_number", "end_on", "email"}
    assert shown("?outcome=all&field=end_on") == {"end_on"}
    assert shown("?outcome=nonsense") == {"case_number", "end_on"}


def test_several_at_once(here, browse, run):
    client, page = browse(Role.ADVISOR), here.url(f"kontrakter/vigo/{run.pk}/flere/")
    chosen = [str(difference(run, field).pk) for field in ("case_number", "end_on")]
    assert client.post(page, {"outcome": "ignored"}).status_code == 422  # nothing is chosen
    form = client.get(page, {"valgt": chosen})
    assert form.context["form"]["valgt"].initial == ",".join(sorted(chosen, key=int))
    assert client.post(page, {"valgt": ",".join(chosen)}).status_code == 422  # no outcome
    answer = client.post(page, {"valgt": ",".join(chosen), "outcome": "taken"}, follow=True)
    assert "1 difference is settled." in answer.content.decode()
    assert {difference(run, field).outcome for field in ("end_on", "email")} == {"open"}
    assert difference(run, "case_number").outcome == "taken"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_is_what_is_seen(here, browse, run, kind):
    answer = browse(Role.READER).get(here.url(f"kontrakter/vigo/{run.pk}/fil/?field=case_number&fil={kind}"))
    content = answer.getvalue()
    assert answer.status_code == 200
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert "26/77" in lines[1]
    else:
        assert content.startswith(b"PK")


def test_run_without_columns_leads_the_reader_away(here, browse, advisor):
    from contracts.vigo import actions
    from okportal.documents.uploads import Accepted

    file = Accepted(csv_of(HEADS, [row(here.rows.contract)]), "text/csv", "vigo.csv")
    run = actions.upload(file=file, by=advisor)
    page = here.url(f"kontrakter/vigo/{run.pk}/")
    assert browse(Role.READER).get(page)["Location"] == here.url("kontrakter/vigo/")
    assert browse(Role.ADVISOR).get(page)["Location"] == f"{page}kolonner/"
