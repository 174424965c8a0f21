"""How is the whole portal started on one machine?"""

import time

from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError

from okportal.embedded import logins
from okportal.embedded.data_folder import DataFolder
from okportal.embedded.supervisor import Supervisor, say
from okportal.embedded.system import NotPossible, free_port, is_free

DEFAULT_PORT = 8000


class Command(BaseCommand):
    help = "Starts database, broker, web, worker and beat, and keeps them running until Ctrl-C."
    requires_system_checks = []  # they ask the database, which this command is about to start

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, help=f"port; otherwise {DEFAULT_PORT} or the next free one")
        parser.add_argument("--data", help="folder for database, files, mail and logs; var/ if not given")
        parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo offices")

    def handle(self, *, port, data, no_demo, **options):
        began = time.monotonic()
        try:
            folder = DataFolder(data).create()
            folder.lock("manage.py up")
            supervisor = Supervisor(folder, choose_port(port), has_demo="demo" in get_commands() and not no_demo)
            supervisor.run(lambda: announce(supervisor, time.monotonic() - began))
        except NotPossible as reason:
            raise CommandError(str(reason)) from None


def choose_port(wanted):
    if wanted and not is_free(wanted):
        raise NotPossible(f"Port {wanted} is taken. Choose another one with --port.")
    return wanted or free_port(DEFAULT_PORT)


def announce(supervisor, seconds):
    say("")
    for line in logins.lines() if supervisor.has_demo else ():
        say(line)
    say(f"Data, logs and outgoing mail: {supervisor.data}")
    say(f"Ready after {seconds:.1f} s. Ctrl-C stops everything.")
    say(f"READY {supervisor.address}")
