"""How are many divided among a few, evenly?"""

from collections.abc import Sequence
from itertools import pairwise


def divided(items: Sequence, parts: int) -> list[Sequence]:
    """`parts` stretches of `items` in their order, none more than one longer than another; the first ones longer.

    Neighbours stay together: sorted by company, a company's apprentices mostly get the same advisor.
    """
    length, longer = divmod(len(items), parts)
    ends = [number * length + min(number, longer) for number in range(parts + 1)]
    return [items[start:end] for start, end in pairwise(ends)]
