"""How does a stored file leave the server?"""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from okportal.documents.actions import read
from okportal.documents.models import StoredFile

SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})


def file_response(stored: StoredFile, *, inline: bool = False) -> HttpResponse:
    """Answer with a file that the caller has found through its owning record's `visible_to`.

    There is no page "file number n": whether one may read a contract is the contract's question. `inline` shows
    PDF, JPEG and PNG in the browser, everything else is always downloaded. Raises Refused for a changed file.
    """
    is_shown = inline and stored.content_type in SHOWN_IN_BROWSER
    return HttpResponse(
        read(stored),
        content_type=stored.content_type,
        headers={
            "Content-Disposition": content_disposition_header(not is_shown, stored.name),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            # Should a browser ever take the file for a page, it may neither load nor run anything.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
