"""Does the form to the county say only what happened?"""

from io import BytesIO

from pypdf import PdfReader

from exams import actions
from okportal.documents.actions import read
from okportal.permissions import Role


def test_form_names_the_one_who_registered_and_no_confirmation_nobody_gave(here):
    """The administrator registers an apprentice whom another advises."""
    by = here.member(Role.ADMINISTRATOR)
    row = here.rows.registration
    registered = actions.register(
        registration=row, wanted_from_on=None, place="Avdeling nord", needs_adaptation=False, remarks="",
        version=row.version, by=by,
    )  # fmt: skip
    text = PdfReader(BytesIO(read(registered.form_file))).pages[0].extract_text()
    assert by.user.name in text
    assert here.users[Role.ADVISOR].name not in text
    assert "bekreftet" not in text
    assert "confirmed" not in text
