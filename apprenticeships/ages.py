"""Is somebody under age on a day?"""

from datetime import date

from dateutil.relativedelta import relativedelta

ADULT_YEARS = 18


def youngest_adult(day: date) -> date:
    """Whoever is born later than this is under 18 on `day`; one becomes 18 on the birthday itself."""
    return day - relativedelta(years=ADULT_YEARS)


def is_minor(birth_date: date | None, day: date) -> bool:
    """False where the date of birth is not known: nobody is treated as a child on a guess."""
    return birth_date is not None and birth_date > youngest_adult(day)
