"""Which numbers of a table must be hidden, so that no small one can be found from the others?

A small number is hidden first; then as many others as it takes for it to be five or more as far as anybody can reckon.
Every number stands in a sum or is one, so the table is a network: each number runs from one sum to another, and what
one number gains, others on a way back must lose or gain with it. Only hidden numbers can. The way that costs least,
in numbers that must be hidden along it, is taken.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

FEWEST = 5  # numbers from one to four are small; none at all is nobody's story
DEAR = 1_000_000  # a zero that is hidden tells least when it is hidden last


@dataclass(frozen=True)
class Cell:
    """One number: `tail` and `head` name the two sums it stands in, one as a part and one as a part or the whole.

    In each sum, what runs in is as much as what runs out. `may_hide` False: it is shown elsewhere already.
    """

    key: Hashable
    value: int
    tail: Hashable
    head: Hashable
    may_hide: bool = True

    @property
    def is_small(self) -> bool:
        return 0 < self.value < FEWEST


def to_hide(cells: Iterable[Cell], already: Collection[Hashable] = ()) -> set[Hashable]:
    """Keys of the numbers to hide, those of `already` among them; the same table gives the same ones."""
    cells = list(cells)
    ways = _ways(cells)
    hidden = {*already, *(cell.key for cell in cells if cell.is_small)}
    for cell in cells:
        if cell.is_small and cell.tail != cell.head:
            hidden |= _room_for(cell, ways, hidden)
    return hidden


def _ways(cells):
    """{sum: [(next sum, number, +1 or -1)]}: what is passed on when a number grows, or shrinks."""
    ways = defaultdict(list)
    for cell in cells:
        ways[cell.tail].append((cell.head, cell, 1))
        ways[cell.head].append((cell.tail, cell, -1))
    return ways


def _room_for(cell, ways, hidden) -> set:
    """What must be hidden as well, so that `cell` could be five for all that the rest says."""
    hidden, moved, room = set(hidden), defaultdict(int), 0
    while room < FEWEST - cell.value:
        way = _cheapest(cell, ways, hidden, moved)
        if way is None:
            break
        hidden |= {step.key for step, _sign in way}
        most = [step.value + moved[step.key] for step, sign in way if sign < 0]
        by = min([FEWEST - cell.value - room, *most])
        for step, sign in way:
            moved[step.key] += sign * by
        room += by
    return hidden


def _cheapest(cell, ways, hidden, moved):
    """[(number, sign)] from the cell's head back to its tail, or None where nothing leads back."""
    best, came, count = {cell.head: 0}, {}, 0
    queue = [(0, 0, cell.head)]
    while queue:
        cost, _count, here = heapq.heappop(queue)
        if here == cell.tail:
            return _back(came, cell)
        if cost > best[here]:
            continue
        for there, step, sign in ways[here]:
            price = _price(step, sign, hidden, moved)
            if step.key == cell.key or price is None or cost + price >= best.get(there, cost + price + 1):
                continue
            best[there], came[there], count = cost + price, (here, step, sign), count + 1
            heapq.heappush(queue, (cost + price, count, there))
    return None


def _price(step, sign, hidden, moved):
    """None where this number cannot move so; a hidden one moves for next to nothing."""
    if sign < 0 and step.value + moved[step.key] <= 0:
        return None
    if step.key in hidden:
        return 0
    if not step.may_hide:
        return None
    return step.value or DEAR


def _back(came, cell):
    way, here = [], cell.tail
    while here != cell.head:
        here, step, sign = came[here]
        way.append((step, sign))
    return way
