"""A real HTTP server for tests that takes texts as an SMS gateway does, or answers as one asks."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(ThreadingHTTPServer):
    """`status` is what it answers; `taken` what it took, `keys` what it was shown. With `hold` it says nothing."""

    daemon_threads = True

    def __init__(self, status=201, location=""):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.location = status, location
        self.taken, self.keys = [], []
        self.hold = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/send"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.hold:
            self.server.hold.wait(5)
            return
        self.server.keys.append(self.headers["Authorization"])
        if self.server.status < 300:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(body)  # some gateways repeat what they were told

    do_GET = do_POST

    def log_message(self, *args):
        """Quiet."""


@contextmanager
def running(gateway, settings):
    """Point the portal at `gateway`, on a free port of this machine."""
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.SMS_GATEWAY, settings.SMS_URL, settings.SMS_TOKEN = "http", gateway.url, "n-key"
    settings.SMS_TIMEOUT = 0.5
    try:
        yield gateway
    finally:
        if gateway.hold:
            gateway.hold.set()
        gateway.shutdown()
        gateway.server_close()
