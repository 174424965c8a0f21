"""Law: every state is drawn as the code declares it, can be reached, and every step is taken by somebody."""

import ast

import pytest
from django.apps import apps

from okportal.embedded import diagrams
from okportal.embedded.system import ROOT
from okportal.states import Step


def modules():
    return [module for module in map(diagrams.module_of, apps.get_app_configs()) if module]


def test_drawings_say_what_the_code_says():
    assert diagrams.stale() == [], "run `python manage.py states`"


def test_an_old_drawing_is_found_and_drawn_anew(tmp_path):
    diagrams.write(tmp_path)
    assert diagrams.stale(tmp_path) == []
    drawing = tmp_path / diagrams.FOLDER / "followup.md"
    drawing.write_text(drawing.read_text().replace("Planned", "Drafted"))
    (tmp_path / diagrams.FOLDER / "gone.md").write_text("An app that is no more.")
    assert [path.name for path in diagrams.stale(tmp_path)] == ["followup.md", "gone.md"]
    diagrams.write(tmp_path)
    assert diagrams.stale(tmp_path) == []


def test_every_state_can_be_reached_from_the_first():
    for module in modules():
        for enum, steps in diagrams.records(module):
            reached, before = {next(iter(enum))}, set()
            while reached != before:
                before = set(reached)
                reached |= {step.target for step in steps if step.sources & reached}
            assert set(enum) == reached, f"{enum.__name__}: {set(enum) - reached} cannot be reached"


def test_every_step_begins_and_ends_in_states_of_one_record():
    for module in modules():
        for name, step in vars(module).items():
            if isinstance(step, Step):
                assert {type(state) for state in step.sources} == {type(step.target)}, f"{module.__name__}.{name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_every_step_is_taken_somewhere(module):
    """A step that no action takes is a promise in a drawing that nobody keeps."""
    app = ROOT.joinpath(*module.__name__.split(".")[:-1])
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for path in app.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    steps = {name for name, value in vars(module).items() if isinstance(value, Step)}
    assert steps - used == set()
