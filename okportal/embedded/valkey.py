"""How does the embedded Valkey start, and when is it ready?"""

import socket
from pathlib import Path

from okportal.embedded.binaries import find_valkey
from okportal.embedded.children import Program
from okportal.embedded.system import private_folder, socket_folder, socket_path, unprivileged_account

DATABASES = 64  # each test process takes two


class Valkey:
    """Broker and shared cache on a Unix socket; a crash loses a second at most (append-only file)."""

    name = "valkey"

    def __init__(self, data, durable=True):
        self.binary = find_valkey()
        self.data = Path(data)
        self.durable = durable
        self.log = self.data / "log" / "valkey.log"
        self.socket = socket_path(self.data) / "valkey.sock"

    def program(self):
        options = {
            "--port": "0",
            "--unixsocket": self.socket,
            "--unixsocketperm": "700",
            "--dir": self.data / "valkey",
            "--appendonly": "yes" if self.durable else "no",
            "--appendfsync": "everysec",
            "--save": "",
            "--databases": DATABASES,
            "--loglevel": "warning",
        }
        command = [self.binary, *(str(part) for option in options.items() for part in option)]
        return Program(name=self.name, command=command, log=self.log)

    def prepare(self):
        socket_folder(self.data, unprivileged_account())
        private_folder(self.data / "valkey")
        self.socket.unlink(missing_ok=True)

    def is_ready(self):
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def cache_url(self, database):
        return f"unix://{self.socket}?db={database}"

    def broker_url(self, database):
        return f"redis+socket://{self.socket}?virtual_host={database}"
