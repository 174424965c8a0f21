"""Are translations, fonts and front-end packages made ready, and only when something has changed?"""

import gettext
import json
import os

from fontTools.ttLib import TTFont

from okportal.embedded.assets import FACES, FONTS, compile_translations
from okportal.embedded.system import ROOT

CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "apprentice"
msgstr "lærling"

#, fuzzy
msgid "company"
msgstr "noe galt"
"""


def a_catalogue(locale):
    source = locale / "nb" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    return source


def test_translations_are_compiled_without_the_fuzzy_ones(tmp_path):
    target = a_catalogue(tmp_path).with_suffix(".mo")
    assert compile_translations(tmp_path) == ["nb"]
    with target.open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert catalogue.gettext("apprentice") == "lærling"
    assert catalogue.gettext("company") == "company"


def test_translations_are_compiled_again_only_after_a_change(tmp_path):
    source = a_catalogue(tmp_path)
    compile_translations(tmp_path)
    assert compile_translations(tmp_path) == []
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_translations(tmp_path) == ["nb"]


def test_no_translations_yet_is_no_error(tmp_path):
    assert compile_translations(tmp_path / "missing") == []


def test_fonts_for_pdfs_are_static_and_speak_norwegian_and_sami():
    for face in FACES:
        font = TTFont(FONTS / f"Inter-{face}.ttf")
        assert "glyf" in font and "fvar" not in font
        assert {ord(letter) for letter in "æøåÆØÅáčđŋšŧž–«»§"} <= set(font.getBestCmap())


def test_npm_packages_are_pinned_and_come_from_no_named_address():
    wanted = json.loads((ROOT / "package.json").read_text())
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert all(version[0].isdigit() for version in versions)
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    packages = [package for path, package in locked.items() if path]
    assert all("integrity" in package and "resolved" not in package for package in packages)
