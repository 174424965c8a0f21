"""Can this server make PDFs, and if not, what is to be done?"""

from django.conf import settings
from django.core.checks import Error, Warning, register

from okportal.documents import libraries
from okportal.documents.models import SealCertificate


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


@register
def seal_keys_have_short_ids(app_configs, **kwargs):
    """The id is kept with each certificate."""
    longest = SealCertificate._meta.get_field("key_version").max_length
    if all(len(key_id) <= longest for key_id in settings.SEAL_KEYS):
        return []
    message = f"An id in OKPORTAL_SEAL_KEYS is longer than {longest} letters."
    return [Error(message, hint="Give the key a shorter id.", id="documents.E001")]
