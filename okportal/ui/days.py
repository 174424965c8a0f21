"""How far away is a day, in words?"""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

NEAR_DAYS = 14  # days are counted up to here, weeks after
FAR_DAYS = 63  # beyond this the date alone says more


def as_day(moment: date | datetime) -> date:
    """The Oslo day of a date or a time."""
    if isinstance(moment, datetime):
        return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
    return moment


def both_ways(day: date, today: date, is_due: bool) -> str:
    """The date and how far away it is."""
    return _both_ways(day, today, is_due, get_language())


@lru_cache(maxsize=4096)  # a list says the same few days again and again; finding the words took a tenth of it
def _both_ways(day, today, is_due, language):
    return " · ".join(part for part in (short_date(day, today), distance(day, today, is_due)) if part)


def short_date(day: date, today: date) -> str:
    """ "30. okt", with the year when it is not this one. Norwegian months stay lower case, English ones do not."""
    pattern = "j M" if (get_language() or "").startswith("en") else "j. b"
    return date_format(day, pattern if day.year == today.year else f"{pattern} Y", use_l10n=False)


def distance(day: date, today: date, is_due: bool) -> str:
    """ "in 2 days", "today", "overdue" or "3 days ago"; "" when the day is too far away for words.

    `is_due`: the day is a deadline, so a passed one is overdue rather than long ago.
    """
    days = (day - today).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return _ahead(days)
    return gettext("overdue") if is_due else _ago(-days)


def _ahead(days):
    if days == 1:
        return gettext("tomorrow")
    if days <= NEAR_DAYS:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    if days <= FAR_DAYS:
        weeks = round(days / 7)
        return ngettext("in %(weeks)s week", "in %(weeks)s weeks", weeks) % {"weeks": weeks}
    return ""


def _ago(days):
    if days == 1:
        return gettext("yesterday")
    if days <= NEAR_DAYS:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    if days <= FAR_DAYS:
        weeks = round(days / 7)
        return ngettext("%(weeks)s week ago", "%(weeks)s weeks ago", weeks) % {"weeks": weeks}
    return ""
