#!/usr/bin/env python3
"""The door to Django's commands; in development it brings the embedded database with it."""

import os
import sys

from django.core.management import execute_from_command_line

from okportal.embedded.attach import DEVELOPMENT, embedded_stores
from okportal.embedded.system import NotPossible


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    try:
        with embedded_stores(sys.argv):
            execute_from_command_line(sys.argv)
    except NotPossible as reason:
        sys.exit(f"{reason}")


if __name__ == "__main__":
    main()
