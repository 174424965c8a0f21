"""Law: each module says in its first line which question it answers, and is no longer than one answer needs."""

import ast

from okportal.embedded.messages import FOLDERS
from okportal.embedded.system import ROOT

MOST_LINES = 350  # some 300 are meant


def modules():
    """Path and text of all that is written by hand; an empty `__init__.py` answers nothing."""
    for folder in (*FOLDERS, "tests", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text()
            if text.strip() and "migrations" not in path.parts:
                yield path.relative_to(ROOT), text


def test_each_module_opens_with_what_it_answers():
    known = list(modules())
    assert len(known) > 800
    silent = [str(path) for path, text in known if not ast.get_docstring(ast.parse(text))]
    assert not silent, "\n".join(silent)


def test_no_module_is_too_long():
    long = [f"{path}: {lines} lines" for path, text in modules() if (lines := text.count("\n")) > MOST_LINES]
    assert not long, "\n".join(long)
