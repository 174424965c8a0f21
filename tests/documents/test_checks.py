"""Does the server say what it lacks before somebody needs a PDF?"""

from okportal.documents import libraries
from okportal.documents.checks import pdf_can_be_made, seal_keys_have_short_ids


def test_nothing_is_missing_where_fonts_and_libraries_are(settings, tmp_path, monkeypatch):
    for font in libraries.FONTS:
        (tmp_path / font).touch()
    settings.PDF_FONTS = tmp_path
    monkeypatch.setattr(libraries, "REQUIRED", {})
    monkeypatch.setattr(libraries, "WANTED", {})
    assert pdf_can_be_made(None) == []


def test_each_thing_missing_has_its_own_warning_and_remedy(settings, tmp_path, monkeypatch):
    settings.PDF_FONTS = tmp_path
    monkeypatch.setattr(libraries, "REQUIRED", {"libnotthere-1.0": "libnotthere-1.0-0"})
    monkeypatch.setattr(libraries, "WANTED", {"libneither": "libneither0"})
    found = {warning.id: warning.hint for warning in pdf_can_be_made(None)}
    assert "libnotthere-1.0-0" in found["documents.W001"]
    assert "libneither0" in found["documents.W002"]
    assert "Inter-Regular.ttf" in found["documents.W003"]


def test_seal_key_with_a_long_id_stops_the_start(settings):
    assert seal_keys_have_short_ids(None) == []
    settings.SEAL_KEYS = {"k" * 21: b"x" * 32}
    assert [error.id for error in seal_keys_have_short_ids(None)] == ["documents.E001"]
