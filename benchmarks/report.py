"""What came out, and is it good enough?"""

import json
import platform
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.compare import Comparison

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Figure:
    """One number and its goal: no more than `goal`; None for one that is only told."""

    what: str
    value: float
    goal: float | None
    unit: str = ""

    @property
    def is_met(self):
        return self.goal is None or self.value <= self.goal

    def __str__(self):
        if self.goal is None:
            return f"{self.what} {_short(self.value)}{self.unit}"
        mark = "" if self.is_met else " **too much**"
        return f"{self.what} {_short(self.value)}{self.unit} (≤ {_short(self.goal)}{self.unit}){mark}"


@dataclass(frozen=True)
class Result:
    """One measured row. `error` says why there is no figure."""

    name: str
    what: str
    floor: str
    figures: list[Figure] = field(default_factory=list)
    comparison: Comparison | None = None
    error: str = ""

    @property
    def is_met(self):
        return not self.error and all(figure.is_met for figure in self.figures)


def run_rows(rows, bench, results_path) -> int:
    """Measures every row, prints the table, writes the JSON; 1 if any row falls short or cannot be measured.

    `rows` is {name: function of bench that returns a Result}.
    """
    results = []
    for name, row in rows.items():
        began = time.monotonic()
        results.append(_measured(name, row, bench))
        print(f"    {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(results), flush=True)
    text = json.dumps(as_json(results, _kept(results_path, rows)), indent=1, ensure_ascii=False)
    results_path.write_text(f"{text}\n")
    return 0 if all(result.is_met for result in results) else 1


def _measured(name, row, bench) -> Result:
    try:
        return row(bench)
    except Exception as reason:  # a page that answers 500 must not hide what the other rows would say
        first = " ".join(str(reason).split())[:200]
        return Result(name, (row.__doc__ or name).split("\n")[0], "", error=f"{type(reason).__name__}: {first}")


def table(results) -> str:
    """The results as a Markdown table."""
    lines = ["", "| row | floor | floor, ms | row, ms | figures (goal) | |", "|---|---|--:|--:|---|---|"]
    for result in results:
        times = ("–", "–")
        if result.comparison:
            times = (f"{result.comparison.floor_ms:.1f}", f"{result.comparison.work_ms:.1f}")
        figures = result.error or " · ".join(map(str, result.figures))
        verdict = "met" if result.is_met else "**falls short**"
        lines.append(
            f"| `{result.name}` {result.what} | {result.floor} | {' | '.join(times)} | {figures} | {verdict} |"
        )
    return "\n".join([*lines, "", "Milliseconds are processor time of web process and database, medians."])


def as_json(results, kept=()) -> dict:
    """`kept`: rows of earlier runs that were not measured this time. Each row says when and where it was."""
    here = {
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }
    return {"rows": [*kept, *(asdict(result) | {"is_met": result.is_met} | here for result in results)]}


def _kept(results_path, rows) -> list[dict]:
    if not results_path.exists():
        return []
    return [row for row in json.loads(results_path.read_text())["rows"] if row["name"] not in rows]


def _short(number) -> str:
    return f"{number:.0f}" if number == int(number) or abs(number) >= 100 else f"{number:.1f}"
