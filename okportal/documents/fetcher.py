"""What may a document load while it is made into a PDF? Only what we hand it."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from okportal.documents.pdf import IMAGES

BASE_URL = IMAGES


class OwnAssets(URLFetcher):
    """Hands out the files of one table and refuses everything else: network, disk, data: addresses.

    WeasyPrint asks it for HTML, each stylesheet and each attachment separately; one that is not given this fetcher
    would read any file on the server (measured: 22 attack fragments, `tests/documents/test_fetcher.py`).
    Raises ValueError, which WeasyPrint takes as "not found".
    """

    def __init__(self, table: dict[str, tuple[bytes, str]]):
        super().__init__(allowed_protocols=set(), allow_redirects=False)
        self.table = table

    def fetch(self, url, headers=None):
        if url not in self.table:
            raise ValueError("Not one of our own assets.")
        body, content_type = self.table[url]
        return URLFetcherResponse(url, body, {"Content-Type": content_type})
