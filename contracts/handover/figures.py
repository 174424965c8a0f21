"""Which aims, talks and numbers follow somebody to another company? Filled by the readers of the apps above.

Contracts know neither the training plan nor the talks: okportal.home registers functions that do. What they give is
handed over as it stands, so it holds nothing of the office's journal, of needs, or of why somebody was away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the handover: `value` is a number or words in the language that is active."""

    label: Any
    value: Any


_aims: list[Callable] = []
_figures: list[Callable] = []


def register(*, aims: Callable | None = None, figures: Callable | None = None):
    """`aims(apprenticeship)` gives [{"code", "text", "is_done"}] in the plan's order; `figures(apprenticeship,
    from_on, to_on)` gives a list of Figure for those days. The same function twice is once."""
    for function, known in ((aims, _aims), (figures, _figures)):
        if function is not None and function not in known:
            known.append(function)


def aims_of(apprenticeship) -> list[dict]:
    """The aims as they stand now; empty where no plan is known."""
    return [aim for source in _aims for aim in source(apprenticeship)]


def figures_of(apprenticeship, from_on, to_on) -> list[Figure]:
    return [figure for source in _figures for figure in source(apprenticeship, from_on, to_on)]
