"""Does run.py work on a bare machine, and do its words run what they say?"""

import ast
import importlib.util
import re
import subprocess
import sys

import pytest

from okportal.embedded.system import ROOT

SOURCE = ROOT / "run.py"


@pytest.fixture(scope="module")
def run():
    spec = importlib.util.spec_from_file_location("run", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_can_read_it_far_enough_to_say_what_is_wrong():
    ast.parse(SOURCE.read_text(), feature_version=(3, 8))


def test_it_needs_nothing_but_the_standard_library():
    tree = ast.parse(SOURCE.read_text())
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imported}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_help_explains_the_words_without_setting_anything_up():
    answer = subprocess.run([sys.executable, SOURCE, "--help"], capture_output=True, text=True, check=True)
    assert "run.py test" in answer.stdout


@pytest.mark.parametrize(
    ("word", "rest", "expected"),
    [
        ("bench", ["list"], ["-m", "benchmarks", "list"]),
        ("up", ["--port", "9000"], ["manage.py", "up", "--port", "9000"]),
        ("shell", [], ["manage.py", "shell"]),
    ],
)
def test_a_word_names_what_runs(run, word, rest, expected):
    assert run.target(word, rest) == expected


def test_all_tests_use_all_processors(run):
    assert run.pytest_of([]) == ["-m", "pytest", "-n", str(run.processors())]


def test_chosen_tests_are_handed_on(run):
    assert run.pytest_of(["tests/contracts", "-k", "login"]) == ["-m", "pytest", "tests/contracts", "-k", "login"]


def test_the_installer_is_pinned_by_hash(run):
    lines = run.UV_LOCK.replace("\\\n", "").split()
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+", lines[0])
    assert len(lines) > 1
    assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines[1:])


def test_a_changed_lock_has_another_fingerprint(run, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("one")
    before = run.fingerprint(lock)
    lock.write_text("two")
    assert run.fingerprint(lock) != before
