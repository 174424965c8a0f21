"""Does a form take an upload, or say at its field why not?"""

import pytest

from okportal.documents.forms import PictureField, UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.ui.forms import ActionForm
from tests.documents.samples import opened, pdf, picture
from tests.documents.uploading import sent


class DocumentForm(ActionForm):
    file = UploadField(label="File", allow=DOCUMENTS | IMAGES)


def test_form_hands_the_accepted_file_to_its_action():
    form = DocumentForm({}, {"file": sent(pdf(), "../avtale.pdf")})
    assert form.is_valid() and form.submit(lambda file: file.name)
    assert form.result == "avtale.pdf" and form.is_multipart()


@pytest.mark.parametrize(
    ("content", "words"), [(b"MZ\0\0", "Choose a file of one of"), (b"", "empty"), (None, "required")]
)
def test_form_shows_the_refusal_at_its_field(content, words):
    form = DocumentForm({}, {} if content is None else {"file": sent(content)})
    assert not form.is_valid() and form.status == 422
    assert words in str(form.errors["file"])


def test_field_tells_browser_and_person_what_it_takes():
    drawn = str(DocumentForm()["file"])
    assert 'accept=".pdf,.docx,.xlsx,.odt,.jpg,.jpeg,.png,.webp,application/pdf,' in drawn
    assert DocumentForm().fields["file"].help_text.endswith("JPEG, PNG or WebP, at most 20 megabytes.")


def test_field_that_may_stay_empty_gives_none():
    class Optional(ActionForm):
        picture = PictureField(label="Picture", required=False)

    form = Optional({}, {})
    assert form.is_valid() and form.cleaned_data["picture"] is None
    form = Optional({}, {"picture": sent(picture(), "meg.jpg")})
    assert form.is_valid() and opened(form.cleaned_data["picture"].content).size == (512, 512)
