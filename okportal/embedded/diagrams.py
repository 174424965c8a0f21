"""How do the states of each record hang together, drawn from what the code declares?

One page an app in docs/states/, as Mermaid diagrams that GitHub and most editors draw, with a table below for those
who do not. Read from the apps' `states.py`, so that a drawing can never say anything but the code.
"""

import inspect
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db import models
from django.utils import translation

from okportal.embedded.system import ROOT
from okportal.states import Step

FOLDER = Path("docs/states")
HEAD = "<!-- Made by `python manage.py states` from {source}; edit that instead. -->"


def pages() -> dict[Path, str]:
    """{path under the root: text}, one for each app that declares steps."""
    with translation.override("en"):
        found = {config.label: module_of(config) for config in apps.get_app_configs()}
        return {FOLDER / f"{label}.md": _page(label, module) for label, module in found.items() if module}


def stale(root: Path = ROOT) -> list[Path]:
    """Pages that are not, or are no longer, what the code says; and pages of apps that have no states any more."""
    made = pages()
    there = {path.relative_to(root) for path in (root / FOLDER).glob("*.md")}
    old = [path for path, text in made.items() if path not in there or (root / path).read_text("utf-8") != text]
    return sorted([*old, *(there - set(made))])


def write(root: Path = ROOT):
    for path in stale(root):
        (root / path).unlink(missing_ok=True)
    for path, text in pages().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def records(module) -> list[tuple[type[models.TextChoices], list[Step]]]:
    """The enums of states that a module declares, in its order, each with its steps."""
    enums = [
        value for _name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, models.TextChoices) and value.__module__ == module.__name__
    ]  # fmt: skip
    enums.sort(key=lambda enum: inspect.getsource(module).index(f"class {enum.__name__}("))
    steps = [value for value in vars(module).values() if isinstance(value, Step)]
    return [(enum, [step for step in steps if isinstance(step.target, enum)]) for enum in enums]


def module_of(config):
    """The app's module of states; None for one without steps."""
    if not (Path(config.path) / "states.py").exists():
        return None
    module = import_module(f"{config.name}.states")
    return module if any(isinstance(value, Step) for value in vars(module).values()) else None


def _page(label, module) -> str:
    source = f"`{module.__name__.replace('.', '/')}.py`"
    parts = [HEAD.format(source=source), f"# States: {label}"]
    for enum, steps in records(module):
        parts += [f"## {enum.__name__}", _drawing(enum, steps), _table(enum, steps)]
    return "\n\n".join(parts) + "\n"


def _drawing(enum, steps) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value} : {state.label}" for state in enum]
    lines.append(f"    [*] --> {next(iter(enum)).value}")
    for step in steps:
        for source in _in_order(enum, step.sources):
            lines.append(f"    {source.value} --> {step.target.value} : {step.label}")
    lines += [f"    {state.value} --> [*]" for state in enum if not any(state in step.sources for step in steps)]
    return "\n".join([*lines, "```"])


def _table(enum, steps) -> str:
    rows = ["| step | from | to |", "|---|---|---|"]
    for step in steps:
        sources = ", ".join(str(source.label) for source in _in_order(enum, step.sources))
        rows.append(f"| {step.label} | {sources} | {step.target.label} |")
    return "\n".join(rows)


def _in_order(enum, states):
    return [state for state in enum if state in states]
