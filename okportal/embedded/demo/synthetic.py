"""Numbers that pass every check and belong to nobody."""

from datetime import date

from okportal.norwegian import FIRST_WEIGHTS, SECOND_WEIGHTS

ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def national_id(born: date, serial: int) -> str:
    """A synthetic national identity number (month + 80, as in Skatteetaten's test population).

    `serial` counts up within the day; numbers whose check digits do not exist are passed over.
    """
    low, high = (500, 999) if born.year >= 2000 else (0, 499)
    for individual in range(low + serial * 3 % (high - low), high + 1):
        digits = [int(digit) for digit in f"{born:%d}{born.month + 80:02d}{born:%y}{individual:03d}"]
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
            digits.append(-sum(w * d for w, d in zip(weights, digits, strict=False)) % 11)
        if max(digits) < 10:
            return "".join(map(str, digits))
    raise ValueError(f"No synthetic number left for {born}")


def organisation_number(serial: int) -> str:
    """The `serial`-th number from 810 000 000 on that has a valid check digit; no register uses that series."""
    number = 81000000 + serial
    while True:
        digits = [int(digit) for digit in str(number)]
        check = -sum(w * d for w, d in zip(ORGANISATION_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return f"{number}{check}"
        number += 1
