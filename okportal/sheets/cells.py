"""What does one cell say, and what of it may be shown?"""

import re
from datetime import date

from okportal.sheets.reading import Table

NORWEGIAN_DATE = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
# Ten or eleven digits may be somebody's number with a typing mistake; after a plus they are a telephone's.
LONG_NUMBER = re.compile(r"(?<![\d+])\d{6}[ .-]?\d{4,}")
HIDDEN = "•••••"
SAMPLES, SAMPLE_ROWS, SAMPLE_LENGTH = 3, 20, 24


def day_in(cell: str) -> date:
    """ISO, as the reader gives real dates, or 31.12.2026 as people write it; raises ValueError."""
    written = NORWEGIAN_DATE.match(cell)
    return date(*map(int, reversed(written.groups()))) if written else date.fromisoformat(cell[:10])


def shown(cell: str, most: int = 60) -> str:
    """What of a cell may stand in a sentence about it: no number of a person."""
    return LONG_NUMBER.sub(HIDDEN, cell)[:most]


def samples_of(table: Table) -> dict[str, list[str]]:
    """{head: the first few values under it}, so that one sees what a column holds. Eleven digits are not shown."""
    found = {}
    for place, head in enumerate(table.header):
        cells = [row[place] for row in table.rows[:SAMPLE_ROWS] if row[place]]
        found[head] = [shown_cell(cell) for cell in cells[:SAMPLES]]
    return found


def shown_cell(cell: str) -> str:
    digits = "".join(letter for letter in cell if letter.isdigit())
    if len(digits) in (10, 11) and len(cell) <= 13:
        return HIDDEN  # a national identity number, maybe without its first zero
    return cell if len(cell) <= SAMPLE_LENGTH else cell[:SAMPLE_LENGTH] + "…"
