"""What does this machine lack before it can make a PDF?"""

import ctypes

from django.conf import settings

# Pango lays out the text; without harfbuzz-subset fontTools cuts the fonts, one second more a document.
REQUIRED = {"libpango-1.0": "libpango-1.0-0", "libpangoft2-1.0": "libpangoft2-1.0-0"}
WANTED = {"libharfbuzz-subset": "libharfbuzz-subset0"}
FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian names of those packages whose library cannot be loaded."""
    return [package for library, package in libraries.items() if not _loads(library)]


def missing_fonts() -> list[str]:
    """Without any font on the machine Pango ends the whole process, so a missing one is found beforehand."""
    return [font for font in FONTS if not (settings.PDF_FONTS / font).is_file()]


def install_line(packages: list[str]) -> str:
    return f"apt-get install -y --no-install-recommends {' '.join(packages)}"


def _loads(library: str) -> bool:
    for file_name in (f"{library}.so.0", f"{library}.0.dylib"):
        try:
            ctypes.CDLL(file_name)
        except OSError:
            continue
        return True
    return False
