"""Is this Norwegian number what it says it is, and how are Norwegian words put in order?"""

import datetime
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import F, Func, TextField
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.no import orgnr

# Skatteetaten's weights for the two check digits of a national identity number; the last weight is the digit itself.
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Numbers given out from 1 January 2032 may leave 1, 2 or 3 in the first sum. They are accepted already now:
# the second sum alone still finds every mistyped digit and every swap of two neighbours.
FIRST_REMAINDERS = (0, 1, 2, 3)
D_NUMBER_DAY = 40
MONTH_MARKS = (80, 40, 0)  # Skatteetaten's test people (Tenor), H-numbers and other test series, everybody else
SEPARATORS = re.compile(r"[\s.\-:–]+")


def national_id(text: str) -> str:
    """Eleven digits of a fødselsnummer, D-number or synthetic number; raises ValidationError.

    Accepts the series in use today and the one that starts on 1 January 2032.
    """
    number = SEPARATORS.sub("", text or "")
    if not (len(number) == 11 and number.isascii() and number.isdigit()):
        raise ValidationError(_("A national identity number has 11 digits."), code="length")
    if not _possible_birth_dates(number):
        raise ValidationError(_("The first six digits are not a date of birth."), code="date")
    if _remainder(number, FIRST_WEIGHTS) not in FIRST_REMAINDERS or _remainder(number, SECOND_WEIGHTS):
        raise ValidationError(_("The number is mistyped: its check digits do not fit."), code="checksum")
    return number


def birth_date(number: str, today: datetime.date | None = None) -> datetime.date:
    """Date of birth of a number that `national_id` has accepted.

    In numbers of 2032 and later the century cannot be read; the latest one that is not in the future is taken,
    which is right for everybody under a hundred years.
    """
    today = today or timezone.localdate()
    dates = _possible_birth_dates(number)
    century = _century(number)
    told = [day for day in dates if day.year // 100 == century and day <= today]
    past = [day for day in dates if day <= today]
    return (told or past or dates)[-1]


def masked(number: str) -> str:
    """'110809 *****': what screens, PDFs and exports may show of a national identity number."""
    return f"{number[:6]} *****" if number else ""


def in_sentence(trade_name: str) -> str:
    """'elektrikerfaget', but 'IT-driftsfaget': the name of a trade where it does not begin a sentence."""
    return trade_name if trade_name[1:2].isupper() else trade_name[:1].lower() + trade_name[1:]


def organisation_number(text: str) -> str:
    """Nine digits of an organisation number in Enhetsregisteret; raises ValidationError."""
    number = SEPARATORS.sub("", text or "")
    if not (len(number) == 9 and number.isascii() and number.isdigit()):
        raise ValidationError(_("An organisation number has 9 digits."), code="length")
    try:
        return orgnr.validate(number)
    except NumberError as error:
        message = _("The number is mistyped: its check digit does not fit.")
        raise ValidationError(message, code="checksum") from error


def spaced_organisation_number(number: str) -> str:
    """'913 558 693': how an organisation number is written."""
    return orgnr.format(number) if number else ""


def phone(text: str) -> str:
    """A telephone number as '+4771000000' (or another country's), or a five-digit '02000'; raises ValidationError."""
    number = re.sub(r"[\s()./\-–]+", "", text or "")
    number = re.sub(r"^00", "+", number)
    if re.fullmatch(r"[2-9][0-9]{7}", number):
        return f"+47{number}"
    if re.fullmatch(r"0[0-9]{4}|\+47[2-9][0-9]{7}", number):
        return number
    if re.fullmatch(r"\+(?!47)[1-9][0-9]{6,14}", number):
        return number
    raise ValidationError(_("A telephone number has 8 digits, or starts with + and a country code."), code="phone")


def mobile(text: str) -> str:
    """A number that can receive a text message, as '+4790000000'; raises ValidationError."""
    number = phone(text)
    is_norwegian = number.startswith("+47")
    if not number.startswith("+") or (is_norwegian and number[3] not in "49"):
        raise ValidationError(_("A Norwegian mobile number has 8 digits and starts with 4 or 9."), code="mobile")
    return number


def spaced_phone(number: str) -> str:
    """'900 00 000' for mobiles, '71 00 00 00' for other Norwegian numbers; anything else as it is."""
    if not re.fullmatch(r"\+47[0-9]{8}", number or ""):
        return number or ""
    local = number[3:]
    if local[0] in "489":
        return f"{local[:3]} {local[3:5]} {local[5:]}"
    return " ".join(local[i : i + 2] for i in range(0, 8, 2))


def postcode(text: str) -> str:
    """A Norwegian postcode, four digits with leading zeros kept; raises ValidationError."""
    number = (text or "").strip()
    if not re.fullmatch(r"[0-9]{4}", number) or number == "0000":
        raise ValidationError(_("A postcode has 4 digits."), code="postcode")
    return number


# Order of Norwegian words: æ, ø, å come last, "aa" is å, other accents count as the bare letter (Sámi letters too).
# { | } follow z in ASCII, so the byte order of the key is the order of the alphabet. Spelled out in full, because
# lower() folds only A–Z where the database has no locale, and no server we ship has Norwegian collation (ICU).
_SORTED_AS = {
    "{": "ÆæÄä", "|": "ØøÖö", "}": "Åå", "a": "ÁáÀàÂâÃã", "c": "ČčÇç", "d": "ĐđÐð", "e": "ÉéÈèÊêËë", "g": "ǦǧǤǥ",
    "h": "Ȟȟ", "i": "ÍíÌìÎîÏï", "k": "Ǩǩ", "n": "ŊŋŃńÑñ", "o": "ÓóÒòÔôÕõ", "s": "Šš", "t": "ŦŧŤť",
    "u": "ÚúÙùÛû", "y": "ÝýŸÿÜü", "z": "ŽžƷʒǮǯ",
}  # fmt: skip
_LETTERS = "".join(_SORTED_AS.values())
_KEYS = "".join(key * len(letters) for key, letters in _SORTED_AS.items())
_TRANSLATION = str.maketrans(_LETTERS, _KEYS)
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def sort_key(text: str) -> str:
    """Key whose code-point order is Norwegian alphabetical order; equal to `SortKey` in the database."""
    return unicodedata.normalize("NFC", text).translate(_ASCII_LOWER).replace("aa", "}").translate(_TRANSLATION)


@deconstructible(path="okportal.norwegian.SortKey")
class SortKey(Func):
    """`sort_key` as immutable SQL, for a generated column.

    models.GeneratedField(expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True)
    """

    template = (
        "translate(replace(lower(normalize(%(expressions)s, NFC) COLLATE \"C\"), 'aa', '}'), "
        f"'{_LETTERS}', '{_KEYS}') COLLATE \"C\""
    )
    arity = 1

    def __init__(self, expression, **extra):
        super().__init__(
            F(expression) if isinstance(expression, str) else expression, output_field=TextField(), **extra
        )


def _remainder(number: str, weights: tuple[int, ...]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False)) % 11


def _possible_birth_dates(number: str) -> list[datetime.date]:
    """The dates from 1900 to 2099 that the first six digits can mean, oldest first."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    day -= D_NUMBER_DAY if day > D_NUMBER_DAY else 0
    month -= next(mark for mark in MONTH_MARKS if month > mark or mark == 0)
    dates = []
    for century in (19, 20):
        try:
            dates.append(datetime.date(century * 100 + year, month, day))
        except ValueError:
            continue
    return dates


def _century(number: str) -> int | None:
    """19 or 20 where digits 7–9 tell it (numbers before 2032, living people), else None."""
    year, individual = int(number[4:6]), int(number[6:9])
    if _remainder(number, FIRST_WEIGHTS):
        return None
    if individual < 500 or (individual >= 900 and year >= 40):
        return 19
    return 20 if year < 40 else None
