"""How is a training period drawn as a bar of half-years?"""

import datetime

from django.template.defaultfilters import capfirst
from django.template.defaultfilters import date as date_text
from django.utils.translation import gettext as _

from contracts.ledger.months import add_months

WIDTH, GAP = 664, 8
MOST_HALF_YEARS = 12  # more would not be readable
SHORT_REST_DAYS = 60  # a rest under this belongs to the half-year before it
# From the first to the last half-year; white text has at least 4.5:1 on each colour between the two.
FIRST_COLOUR, LAST_COLOUR = (15, 93, 115), (58, 122, 68)


def timeline(start_on: datetime.date, end_on: datetime.date, test: str) -> dict:
    """Places (SVG units, bar 664 wide) and words of the half-years from `start_on` to the last day `end_on`.

    A talk ends each half-year but the last, which ends with `test`.
    """
    starts = half_year_starts(start_on, end_on)
    room = WIDTH - GAP * (len(starts) - 1)
    days = (end_on - start_on).days + 1
    half_years, x = [], 0.0
    for index, start in enumerate(starts):
        is_last = index == len(starts) - 1
        until = end_on + datetime.timedelta(days=1) if is_last else starts[index + 1]
        width = room * (until - start).days / days
        half_years.append(
            _place(x, width)
            | {
                "colour": _colour(index, len(starts)),
                "label": _label(index + 1, width),
                "starts": date_text(start, "b Y") if width > 52 else f"{start:%m.%y}",
                "event": capfirst(test) if is_last else _talk(index + 1, width),
            }
        )
        x += width + GAP
    words = {"start": f"{start_on:%d.%m.%Y}", "end": f"{end_on:%d.%m.%Y}", "test": test}
    description = _("From %(start)s to %(end)s: a talk after each half-year, the %(test)s at the end") % words
    return {"half_years": half_years, "description": description}


def half_year_starts(start_on: datetime.date, end_on: datetime.date) -> list[datetime.date]:
    starts = [start_on]
    for number in range(1, MOST_HALF_YEARS):
        begins = add_months(start_on, 6 * number)
        if (end_on - begins).days < SHORT_REST_DAYS:
            break
        starts.append(begins)
    return starts


def _place(x: float, width: float) -> dict:
    edges = {"x": x, "width": width, "middle": x + width / 2, "end": x + width - 4, "event_x": x + width}
    return {name: round(value, 1) for name, value in edges.items()}


def _label(number: int, width: float) -> str:
    if width > 70:
        return _("%s. half-year") % number
    return str(number) if width > 14 else ""


def _talk(number: int, width: float) -> str:
    if width > 100:
        return _("Half-year talk %s") % number
    return _("Talk %s") % number if width > 40 else ""


def _colour(index: int, count: int) -> str:
    share = index / (count - 1) if count > 1 else 0
    mixed = (round(a + (b - a) * share) for a, b in zip(FIRST_COLOUR, LAST_COLOUR, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
