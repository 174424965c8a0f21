"""Law: what is installed is locked without addresses, and every dependency says what it is for."""

import json
import re
import tomllib

from okportal.embedded.system import ROOT


def test_no_lock_of_python_packages_names_an_address():
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) >= 2
    for lock in locks:
        assert not re.search(r"\w+://|--(extra-)?index-url|--find-links|@ file:", lock.read_text()), lock.name


def test_every_locked_python_package_is_pinned_with_hashes():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        packages = re.findall(r"^[\w\[\]-]+[^\n]*", text, re.MULTILINE)
        assert packages
        assert [line for line in packages if "==" not in line] == []
        assert text.count("--hash=sha256:") >= len(packages), lock.name


def test_lock_of_front_end_packages_names_no_address():
    text = (ROOT / "package-lock.json").read_text()
    lock = json.loads(text)
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert "://" not in text  # npm writes where to give money; take `funding` out again after an update


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = [line for line in text.splitlines() if line.strip().startswith('"')]
    for requirement in wanted:
        line = next(line for line in lines if f'"{requirement}"' in line)
        assert re.search(r"# \S", line.rsplit('"', 1)[1]), f"{requirement}: no comment says what it is for"
