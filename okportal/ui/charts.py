"""Where does each bar of a chart stand?"""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Bar:
    """One bar: `done` drawn over `plan`; x, y, width and height in the drawing's own units."""

    label: str
    done: float
    plan: float
    x: float
    width: float
    centre: float
    plan_y: float
    plan_height: float
    done_y: float
    done_height: float


@dataclass(frozen=True)
class BarChart:
    """A drawing with its words: `title` names it, the table beside it repeats every figure."""

    title: str
    done_label: str
    plan_label: str  # "" when there is one series only
    category_label: str
    width: int
    height: int
    left: int
    label_y: float
    bars: list[Bar]
    grid: list[tuple[int, float]]  # (value, y)


LEFT, TOP, BOTTOM = 26, 10, 22


def bar_chart(rows, *, title, done_label, category_label, plan_label="", width=340, height=148):
    """Geometry of `rows` = [(label, done, plan or None)]; figures are counts, never negative."""
    figures = [(str(label), max(done, 0), max(plan or 0, 0)) for label, done, plan in rows]
    ticks = _ticks(max((max(done, plan) for _, done, plan in figures), default=0))
    room = height - TOP - BOTTOM
    slot = (width - LEFT) / max(len(figures), 1)

    def tall(value):
        return round(room * value / ticks[-1], 1)

    bars = [
        Bar(
            label=label,
            done=done,
            plan=plan,
            x=round(LEFT + slot * (number + 0.2), 1),
            width=round(slot * 0.6, 1),
            centre=round(LEFT + slot * (number + 0.5), 1),
            plan_y=round(TOP + room - tall(plan), 1),
            plan_height=tall(plan),
            done_y=round(TOP + room - tall(done), 1),
            done_height=tall(done),
        )
        for number, (label, done, plan) in enumerate(figures)
    ]
    grid = [(tick, round(TOP + room - tall(tick), 1)) for tick in ticks]
    return BarChart(title, done_label, plan_label, category_label, width, height, LEFT, height - 6, bars, grid)


def _ticks(highest):
    """Round whole numbers from 0 to at least `highest`, three to six of them."""
    if highest <= 4:
        return list(range(max(ceil(highest), 1) + 1))
    rough = highest / 4
    power = 10 ** floor(log10(rough))
    step = max(int(next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)), 1)
    return list(range(0, ceil(highest / step) * step + 1, step))
