"""Can this server make PDFs, and if not, what is to be done?"""

from django.conf import settings
from django.core.checks import Warning, register

from okportal.documents import libraries


@register
def pdf_can_be_made(app_configs, **kwargs):
    """Warnings, not errors: everything but PDFs works without these."""
    found = []
    if packages := libraries.missing_packages(libraries.REQUIRED):
        hint = f"As root: {libraries.install_line(packages)}"
        found.append(Warning("PDF documents cannot be made: Pango is missing.", hint=hint, id="documents.W001"))
    if packages := libraries.missing_packages(libraries.WANTED):
        hint = f"As root: {libraries.install_line(packages)}"
        found.append(Warning("PDF documents take a second longer than needed.", hint=hint, id="documents.W002"))
    if fonts := libraries.missing_fonts():
        hint = f"Put {' and '.join(fonts)} in {settings.PDF_FONTS}; `python3 run.py` does it."
        found.append(Warning("PDF documents cannot be made: fonts are missing.", hint=hint, id="documents.W003"))
    return found
