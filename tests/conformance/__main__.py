"""Checks with veraPDF that our papers are PDF/A-3u and PDF/UA-1: `python -m tests.conformance`.

Runs where Java and libjaxb-java are found, and says in one line what it lacks elsewhere.
"""

import sys

import pytest

from tests.conformance.vera import lacking


def main() -> int:
    missing = lacking()
    if missing:
        sys.stdout.write(f"The check of papers against PDF/A-3u and PDF/UA-1 needs {missing}, and did not run.\n")
        return 0
    # A file by name is collected though its name is not that of a test, so that pytest alone passes it by.
    return pytest.main(["-q", "-n0", "-p", "no:cacheprovider", "tests/conformance/papers.py", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
