"""Can a document, whatever is written in it, make the server read a file or call an address?"""

import datetime
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
import pytest

from okportal.documents import libraries

pytestmark = pytest.mark.skipif(bool(libraries.missing_packages(libraries.REQUIRED)), reason="Pango is not installed")

SECRET = b"TOP-SECRET-CANARY"
NESTED = "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22HTTP/nested%22/%3E%3C/svg%3E"
ATTACKS = {
    "image of a file": '<img alt="" src="FILE">',
    "image of an address": '<img alt="" src="HTTP/image">',
    "redirected image": '<img alt="" src="HTTP/redirect">',
    "attachment by link": '<link rel="attachment" href="FILE">',
    "attachment by anchor": '<a rel="attachment" href="FILE">x</a>',
    "stylesheet": '<link rel="stylesheet" href="HTTP/style">',
    "import": "<style>@import url(HTTP/import);</style>",
    "background": '<p style="background: url(HTTP/background)">x</p>',
    "content": '<p style="content: url(FILE)">x</p>',
    "font": "<style>@font-face { font-family: q; src: url(FILE) } p { font-family: q }</style><p>x",
    "object": '<object data="FILE"></object>',
    "embed": '<embed src="FILE">',
    "image in SVG": '<svg><image href="FILE" width="9" height="9"/></svg>',
    "use in SVG": '<svg><use href="FILE#a"/></svg>',
    "SVG in a data address": f'<img alt="" src="data:image/svg+xml,{NESTED}">',
    "base": '<base href="HTTP/"><img alt="" src="relative">',
    "base of a file": '<base href="file:///"><img alt="" src="etc/passwd">',
    "list marker": '<ul style="list-style-image: url(HTTP/marker)"><li>x</ul>',
    "frame": '<iframe src="FILE"></iframe>',
    "refresh": '<meta http-equiv="refresh" content="0;url=HTTP/refresh">',
    "script": '<script>fetch("HTTP/script")</script>',
    "our own font folder": '<img alt="" src="okportal:/../../FILE">',
}


@pytest.fixture(scope="module")
def called():
    """Paths that a server on this machine was asked for, and its address."""
    paths = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield paths, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def streams(content: bytes):
    with pikepdf.open(BytesIO(content)) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream):
                yield found.read_raw_bytes()
                if found.get("/Filter") in (None, "/FlateDecode"):
                    yield found.read_bytes()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_document_reads_no_file_and_calls_no_address(attack, called, tmp_path):
    from okportal.documents.engine import engine

    paths, address = called
    paths.clear()
    secret = tmp_path / "secret.txt"
    secret.write_bytes(SECRET)
    body = attack.replace("FILE", secret.as_uri()).replace("HTTP", address)
    html = f'<html lang="nb"><head><title>t</title></head><body>{body}</body></html>'
    content = engine.make(html, ("pdf/base.css",), (), datetime.datetime(2026, 1, 1), {}, True)
    assert not paths
    assert not any(SECRET in stream for stream in streams(content))


def test_fetcher_hands_out_its_own_table_only():
    from okportal.documents.fetcher import OwnAssets

    fetcher = OwnAssets({"okportal:/a": (b"ours", "text/plain")})
    assert fetcher.fetch("okportal:/a").read() == b"ours"
    for url in ("okportal:/b", "file:///etc/passwd", "http://localhost/", "data:,x", "OKPORTAL:/a", ""):
        with pytest.raises(ValueError, match="own assets"):
            fetcher.fetch(url)
