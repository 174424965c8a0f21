"""Law: imports run downhill, between the apps and inside each, and they stand at the top of the file."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from okportal.embedded.system import ROOT

SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
# Modules that belong to no layer: plain entries and what everything may know.
LOOSE = {"okportal.__init__"}


def test_imports_run_downhill():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_part_of_the_portal_has_its_layer():
    (between,) = [contract for contract in SETUP["contracts"] if contract["name"] == "Between the apps"]
    layers = {part for layer in between["layers"] for part in layer.replace("|", " ").split()}
    platform = {
        f"okportal.{path.stem}"
        for path in (ROOT / "okportal").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert (platform | apps) - LOOSE == layers
    assert apps <= set(SETUP["root_packages"])


def test_imports_stand_at_the_top():
    """But for `ready()` in apps.py: receivers, checks and the menu can only be imported once Django is set up."""
    inside = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in SETUP["root_packages"]
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name != "apps.py"
        for node in imports_inside(path)
    ]
    assert inside == []


def imports_inside(path: Path):
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
