"""A register like Enhetsregisteret on a port of this machine, with the units that a test puts in.

Not a mock: the client that the portal uses asks it over HTTP, and it answers in the register's own shapes (domain § 9).
"""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from brreg.enhetsregisteret import Client
from django.db import connection

AS = {"kode": "AS", "beskrivelse": "Aksjeselskap"}
STREET = {"adresse": ["Storgata 1", "Bygg B"], "postnummer": "5003", "poststed": "BERGEN", "kommunenummer": "4601"}
PAGE = 2  # small, so that a handful of places fills several pages


class Register:
    """`units` and `places` by number: dicts of JSON, an int for that status, or text for a body that is no JSON."""

    def __init__(self):
        self.units: dict = {}
        self.places: dict = {}
        self.asked: list[str] = []
        self.is_silent = False
        self.url = ""

    def unit(self, number="913558693", **fields):
        self.units[number] = {
            "organisasjonsnummer": number, "navn": "FJORD OG FJELL AS", "organisasjonsform": AS, **fields
        }  # fmt: skip

    def place(self, number, main_unit="913558693", **fields):
        self.places[number] = {
            "organisasjonsnummer": number, "navn": f"AVDELING {number[-1]}", "overordnetEnhet": main_unit,
            "organisasjonsform": {"kode": "BEDR", "beskrivelse": "Underenhet"}, **fields,
        }  # fmt: skip

    def answer(self, address) -> tuple[int, str]:
        self.asked.append(address)
        if self.is_silent:
            return 503, ""
        parts = urlsplit(address)
        kind, _slash, number = parts.path.strip("/").partition("/")
        if not number:
            return 200, json.dumps(self.found(parse_qs(parts.query)))
        found = (self.units if kind == "enheter" else self.places).get(number, 404)
        if isinstance(found, int):
            return found, ""
        return 200, found if isinstance(found, str) else json.dumps(found)

    def found(self, query) -> dict:
        """The list of a company's open places, page by page; `_embedded` is not there when it is empty."""
        number = int(query.get("page", ["0"])[0])
        open_places = [
            place for place in self.places.values()
            if isinstance(place, dict) and place["overordnetEnhet"] == query["overordnetEnhet"][0]
            and not place.get("nedleggelsesdato") and not place.get("slettedato")
        ]  # fmt: skip
        shown = open_places[number * PAGE : (number + 1) * PAGE]
        pages = {
            "size": PAGE, "number": number, "totalElements": len(open_places),
            "totalPages": -(-len(open_places) // PAGE),
        }  # fmt: skip
        return {"page": pages} | ({"_embedded": {"underenheter": shown}} if shown else {})


@pytest.fixture
def register(monkeypatch, settings):
    """Switched on, empty, and the only thing that the client reaches. Asked in a transaction, it says so."""
    settings.BRREG_ENABLED = True
    with served(Register()) as register:
        in_transaction = register.in_transaction = []

        class Local(Client):
            def open(self):
                self._client = httpx2.Client(base_url=register.url, trust_env=False, timeout=5)
                in_transaction.append(connection.in_atomic_block)

        # By its name: this file is loaded before the models can be.
        monkeypatch.setattr("companies.enhetsregisteret.Client", Local)
        yield register


@contextmanager
def served(register):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = register.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    register.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield register
    finally:
        server.shutdown()
        server.server_close()
