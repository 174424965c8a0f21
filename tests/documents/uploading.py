"""How do tests of uploads send a file in, and read the refusal?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from okportal.documents.uploads import DOCUMENTS, IMAGES, accept
from okportal.errors import Refused

EVERYTHING = DOCUMENTS | IMAGES


def sent(content: bytes, name="fil.bin"):
    return SimpleUploadedFile(name, content)


def taken(content, name="fil.bin", allow=EVERYTHING):
    return accept(sent(content, name), allow=allow)


def refusal(content, name="fil.pdf", allow=EVERYTHING) -> str:
    with pytest.raises(Refused) as refused:
        accept(sent(content, name), allow=allow)
    assert refused.value.field == "file" and refused.value.way_out
    return f"{refused.value.message} {refused.value.way_out}"
