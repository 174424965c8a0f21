"""Who adds, reads and removes a company's documents, and what becomes of its logo?"""

from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from companies import actions
from companies.models import Company, CompanyDocument
from okportal.audit.models import Event
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.permissions import Role
from tests.documents.samples import pdf

PDF = pdf()


@pytest.fixture
def here(world):
    with world.here.scope():
        world.here.rows.document.delete()
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


@pytest.fixture
def both(here, advisor):
    """One document for the office alone, one for the company as well."""
    file = Accepted(PDF, "application/pdf", "rammeavtale.pdf")
    return [
        actions.add_document(company=here.rows.company, title=title, file=file, is_for_office_only=only, by=advisor)
        for title, only in (("Internt notat", True), ("Rammeavtale", False))
    ]


def picture(size=(2000, 1000)):
    written = BytesIO()
    Image.new("RGB", size, "navy").save(written, "PNG")
    return written.getvalue()


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def test_the_company_reads_what_is_for_it_and_nothing_else(here, both):
    internal, shared = (address(here, "dokumenter", each.pk) for each in both)
    listed = address(here, here.rows.company.pk, "dokumenter")
    for role in (Role.COMPANY_CONTACT, Role.INSTRUCTOR):
        client = here.client(role)
        text = client.get(listed).content.decode()
        assert "Rammeavtale" in text and "Internt notat" not in text
        assert client.get(shared).content == PDF
        assert client.get(internal).status_code == 404
        assert client.post(address(here, "dokumenter", both[1].pk, "fjern")).status_code == 404
    reader = here.client(Role.READER)
    assert reader.get(internal).content == reader.get(shared).content == PDF
    assert reader.get(address(here, "dokumenter", both[0].pk, "fjern")).status_code == 404
    assert here.client(Role.APPRENTICE).get(shared).status_code == 404


def test_another_offices_document_is_not_there(world, both):
    theirs = world.there.client(Role.ADVISOR)
    for path in ("", "fjern"):
        found = theirs.get(address(world.there, "dokumenter", both[1].pk, *filter(None, [path])))
        assert found.status_code == 404


def test_an_advisor_uploads_a_document(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    new = address(here, company, "dokumenter", "nytt")
    sent = {"file": SimpleUploadedFile("avtale.pdf", PDF), "is_for_office_only": "0"}
    assert client.post(new, sent).status_code == 302
    with here.scope():
        document = CompanyDocument.objects.get()
        assert (document.title, document.is_for_office_only) == ("avtale.pdf", False)
        assert Event.objects.about(here.rows.company).filter(verb="company.document_added").count() == 1
    text = client.get(address(here, company, "dokumenter")).content.decode()
    assert "avtale.pdf" in text and "The office and the company" in text


def test_what_is_no_document_is_refused_with_the_kinds(here):
    new = address(here, here.rows.company.pk, "dokumenter", "nytt")
    sent = {"title": "Mitt program", "file": SimpleUploadedFile("avtale.pdf", b"MZ\x90\0"), "is_for_office_only": "1"}
    answer = here.client(Role.ADVISOR).post(new, sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "PDF" in text and 'value="Mitt program"' in text


def test_removing_asks_and_takes_row_and_file_and_tells_the_trail(here, django_capture_on_commit_callbacks):
    client = here.client(Role.ADVISOR)
    new = address(here, here.rows.company.pk, "dokumenter", "nytt")
    client.post(new, {"file": SimpleUploadedFile("avtale.pdf", PDF), "is_for_office_only": "1"})
    with here.scope():
        document = CompanyDocument.objects.select_related("file").get()
    remove = address(here, "dokumenter", document.pk, "fjern")
    assert client.get(remove).status_code == 200
    with here.scope():
        assert CompanyDocument.objects.exists(), "asking removes nothing"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(remove).status_code == 302
    assert not storages["private"].exists(document.file.key)
    with here.scope():
        assert not StoredFile.objects.filter(pk=document.file_id).exists()
        event = Event.objects.about(here.rows.company).get(verb="company.document_removed")
    assert event.facts["sha256"] == document.file.sha256
    assert client.post(remove).status_code == 404


# --- the logo
def test_a_logo_is_made_small_and_shown_in_the_head(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    shown = address(here, company, "logo")
    assert client.get(shown).status_code == 404
    sent = {"file": SimpleUploadedFile("stor.png", picture())}
    assert client.post(address(here, company, "logo", "endre"), sent).status_code == 302
    answer = client.get(shown)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "private, no-store")
    assert Image.open(BytesIO(answer.content)).size == (320, 160)
    assert f"{shown}?v=" in here.client(Role.INSTRUCTOR).get(address(here, company)).content.decode()
    assert here.client(Role.APPRENTICE).get(shown).status_code == 404


def test_a_new_logo_takes_the_place_of_the_old_and_can_be_removed(here, advisor):
    company = here.rows.company
    for _upload in range(2):
        company = actions.set_logo(company=company, file=Accepted(picture(), "image/png", "x.png"), by=advisor)
    assert StoredFile.objects.filter(kind=StoredFile.Kind.LOGO).count() == 1
    for _click in range(2):
        company = actions.remove_logo(company=company, by=advisor)
    assert not StoredFile.objects.filter(kind=StoredFile.Kind.LOGO).exists()
    assert Event.objects.about(company).filter(verb="company.logo_removed").count() == 1


def test_a_document_is_no_logo(here):
    sent = {"file": SimpleUploadedFile("logo.png", PDF)}
    answer = here.client(Role.ADVISOR).post(address(here, here.rows.company.pk, "logo", "endre"), sent)
    assert answer.status_code == 422
    with here.scope():
        assert Company.objects.get(pk=here.rows.company.pk).logo is None


def test_nobody_but_the_office_gives_a_company_its_logo(here):
    for role in (Role.READER, Role.COMPANY_CONTACT):
        for step in ("endre", "fjern"):
            assert here.client(role).post(address(here, here.rows.company.pk, "logo", step)).status_code == 404
