"""How much dearer is the real thing than its floor, on a machine that is never quiet?"""

import gc
from dataclasses import dataclass
from statistics import median

ROUNDS = 9
WARM_UP = 2  # rounds that fill caches and pools, and count nothing


@dataclass(frozen=True)
class Comparison:
    """Processor time of one unit of work in milliseconds, and how many times its floor that is; medians."""

    floor_ms: float
    work_ms: float
    ratio: float


def compare(floor, work, cost, rounds=ROUNDS, warm_up=WARM_UP) -> Comparison:
    """Runs `floor()` and `work()` in turns.

    Both return how many units they did. `cost(call)` runs one and returns (units, processor seconds). A round sets
    the two beside each other within a second or so; the median over rounds leaves out those that were disturbed.
    """
    for _ in range(warm_up):
        floor()
        work()
    pairs = [(_milliseconds(floor, cost), _milliseconds(work, cost)) for _ in range(rounds)]
    return Comparison(
        floor_ms=median(pair[0] for pair in pairs),
        work_ms=median(pair[1] for pair in pairs),
        ratio=median(done / least for least, done in pairs),
    )


def _milliseconds(call, cost):
    # Both begin with an empty bin: otherwise the collector comes round in step with the turns, always to the same one.
    gc.collect()
    units, seconds = cost(call)
    return 1000 * seconds / units
