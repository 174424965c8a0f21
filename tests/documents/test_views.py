"""Does a stored file reach the browser as that file, and as nothing else?"""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from okportal.documents.models import StoredFile
from okportal.documents.views import file_response
from okportal.errors import Refused

PDF = b"%PDF-1.7 innhold"


@pytest.fixture
def stored(settings, tmp_path):
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    key = storages["private"].save("t1/2026/08/x", ContentFile(PDF))
    return StoredFile(
        name="Lærekontrakt Ánne.pdf", content_type="application/pdf", key=key, sha256=hashlib.sha256(PDF).hexdigest()
    )


def test_answer_holds_the_file_and_forbids_everything_else(stored):
    response = file_response(stored)
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_file_is_downloaded_unless_asked_to_be_shown(stored):
    assert file_response(stored)["Content-Disposition"].startswith("attachment; filename*=utf-8''L%C3%A6rekontrakt")
    assert file_response(stored, inline=True)["Content-Disposition"].startswith("inline;")


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_page_is_never_shown_in_the_browser(stored, content_type):
    stored.content_type = content_type
    assert file_response(stored, inline=True)["Content-Disposition"].startswith("attachment;")


def test_changed_file_is_not_answered(stored, tmp_path):
    (tmp_path / stored.key).write_bytes(b"noe annet")
    with pytest.raises(Refused):
        file_response(stored)
