"""How does the text of a cell become a value? A parser raises ValidationError with a sentence for the person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from okportal import norwegian
from okportal.sheets.cells import day_in, shown
from okportal.sheets.heads import plain

YEARS = (1900, 2100)
LONGEST_EMAIL = 254
NOT_ONE = object()  # in the register's dictionaries: a name that two have means neither


@dataclass(frozen=True)
class Field:
    """One thing a row may tell.

    `heads`: what columns are called that hold it, lower case, letters and digits only (see sheets.heads.plain).
    `parse(text, known)`: its value; `known` is what the register holds (okportal.imports.known.Known).
    """

    key: str
    label: Any
    heads: tuple[str, ...]
    parse: Callable[[str, Any], Any]
    is_required: bool = False


def text(most: int):
    def parse(cell, known):
        if len(cell) > most:
            raise ValidationError(_("Longer than %(most)s characters.") % {"most": most})
        if any(ord(letter) < 32 for letter in cell):
            raise ValidationError(_("There are signs in it that are no text."))
        return cell

    return parse


def email(cell, known):
    address = cell.lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is not an e-mail address.") % {"text": shown(cell)}) from None
    if len(address) > LONGEST_EMAIL:
        raise ValidationError(_("Longer than %(most)s characters.") % {"most": LONGEST_EMAIL})
    return address


def of_number(check):
    """A parser out of one of okportal.norwegian, which know nothing of registers."""

    def parse(cell, known):
        return check(cell)

    return parse


def postcode(cell, known):
    """Spreadsheets take the leading zeros for decoration."""
    return norwegian.postcode(cell.zfill(4) if cell.isdecimal() else cell)


def national_id(cell, known):
    return norwegian.national_id(cell.zfill(11) if cell.isdecimal() and len(cell) == 10 else cell)


def day(cell, known):
    """ISO, as the reader gives real dates, or 31.12.2026 as people write it."""
    try:
        found = day_in(cell)
    except ValueError:
        told = {"text": shown(cell, 30)}
        raise ValidationError(_("“%(text)s” is not a date. Write it as 31.12.2026.") % told) from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise ValidationError(_("The year %(year)s cannot be right.") % {"year": found.year})
    return found


def one_of(words: dict[str, Any]):
    """One of the values by any of its words; `words` are plain."""

    def parse(cell, known):
        value = words.get(plain(cell))
        if value is None:
            told = {"text": shown(cell, 40), "words": ", ".join(sorted(words))}
            raise ValidationError(_("“%(text)s” is not known here. Known are: %(words)s.") % told)
        return value

    return parse


def from_register(register: str, sentence):
    """Whatever `known.<register>` has under this name or number."""

    def parse(cell, known):
        found = getattr(known, register).get(plain(cell))
        if found is None:
            raise ValidationError(sentence % {"text": shown(cell)})
        if found is NOT_ONE:
            raise ValidationError(
                _("“%(text)s” is the name of several. Use the number or the e-mail.") % {"text": shown(cell)}
            )
        return found

    return parse
