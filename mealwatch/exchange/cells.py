"""Reading one cell: text in, value out, or a problem that says why not.

Every kind of column has one function here. Values are exact: amounts are whole
fen, quantities are fractions until their unit makes them base units.
"""

import re
from datetime import date, datetime
from functools import cache, partial

from mealwatch.exchange.choices import ALSO
from mealwatch.exchange.errors import cells as errors
from mealwatch.kernel import checks
from mealwatch.kernel.clock import SHANGHAI
from mealwatch.kernel.money import Money
from mealwatch.kernel.quantity import decimal, plain
from mealwatch.kernel.week import Week

LONGEST_TEXT = 2000
LONGEST_NUMBER = 100
MOST_PEOPLE = 100_000
MOST_WHOLE = 10**12
_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})", re.ASCII)
_EARLIEST = date(1900, 1, 1)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


def reader(column):
    """The function that reads the cells of ``column``; an empty cell gives None, or Empty where it is required."""
    read = partial(_choice, _options(column)) if column.kind == "choice" else _READERS[column.kind]

    def read_cell(text):
        if text:
            return read(text)
        if column.required:
            raise errors.Empty(value="")
        return None

    return read_cell


def cleaned(text):
    """Text as reading it again would give it: an export must be able to come back."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip() if text else ""


def _text(text, longest=LONGEST_TEXT):
    if len(text) > longest:
        raise errors.TooLong(length=len(text), most=longest)
    if _CONTROL.search(text):
        raise errors.NotPlainText(value=text)
    return text


def _code(text):
    if "\n" in text or "\r" in text or "\t" in text:
        raise errors.NotPlainText(value=text)
    return _text(text, LONGEST_NUMBER)


def _date(text):
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise errors.NotADate(value=text) from None
    if day < _EARLIEST:
        raise errors.NotADate(value=text)
    return day


def _day(text):
    day = _date(text)
    if not checks.FIRST_DAY <= day <= checks.LAST_DAY:
        raise errors.NotADay(value=text, first=checks.FIRST_DAY, last=checks.LAST_DAY)
    return day


def _instant(text):
    try:
        if not _INSTANT.fullmatch(text):
            raise ValueError
        moment = datetime.fromisoformat(text).astimezone(SHANGHAI)
    except (ValueError, OverflowError):
        raise errors.NotAnInstant(value=text) from None
    if not checks.FIRST_DAY <= moment.date() <= checks.LAST_DAY:
        raise errors.NotAnInstant(value=text)
    return moment.replace(microsecond=0)


def _week(text):
    try:
        week = Week.parse(text)
    except ValueError:
        raise errors.NotAWeek(value=text) from None
    if not checks.FIRST_DAY <= week.monday <= checks.LAST_DAY:
        raise errors.NotAWeek(value=text)
    return week.monday


def _amount(text):
    try:
        return Money.yuan(text).fen
    except ValueError:
        raise errors.NotAnAmount(value=text) from None


def _quantity(text):
    try:
        amount = decimal(text)
    except ValueError:
        raise errors.NotAQuantity(value=text) from None
    if not amount:
        raise errors.NotAQuantity(value=text)
    return amount


def _counted(text):
    try:
        return decimal(text)
    except ValueError:
        raise errors.NotACountedQuantity(value=text) from None


def _whole(text, problem, least, most):
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise problem(value=text)
    return int(text)


def _factor(text):
    try:
        amount = decimal(text)
    except ValueError:
        raise errors.NotAFactor(value=text) from None
    if not amount:
        raise errors.NotAFactor(value=text)
    return plain(amount)


def _percent(text):
    try:
        amount = decimal(text)
    except ValueError:
        raise errors.NotAPercent(value=text) from None
    if not 0 < amount <= 100:
        raise errors.NotAPercent(value=text)
    return plain(amount)


def _grams(text):
    """Whole milligrams."""
    try:
        milligrams = decimal(text) * 1000
    except ValueError:
        raise errors.NotGrams(value=text) from None
    if milligrams.denominator != 1 or milligrams > MOST_WHOLE:
        raise errors.NotGrams(value=text)
    return int(milligrams)


def _choice(options, text):
    try:
        return options[text]
    except KeyError:
        shown = "、".join(dict.fromkeys(options.values()))
        raise errors.NotAChoice(value=text, options=shown) from None


@cache
def _options_of(choices):
    options = {written: name for name, word in choices for written in (name, word)}
    return options | {word: name for word, name in ALSO.items() if name in options}


def _options(column):
    return _options_of(tuple(column.choices.items()))


_READERS = {
    "text": _text,
    "name": partial(_text, longest=checks.LONGEST_TEXT),
    "code": _code,
    "doc_no": _code,
    "date": _date,
    "day": _day,
    "instant": _instant,
    "week": _week,
    "amount": _amount,
    "quantity": _quantity,
    "counted": _counted,
    "count": partial(_whole, problem=errors.NotACount, least=0, most=MOST_PEOPLE),
    "positive": partial(_whole, problem=errors.NotPositive, least=1, most=MOST_WHOLE),
    "use_days": partial(_whole, problem=errors.NotUseDays, least=1, most=60),
    "factor": _factor,
    "percent": _percent,
    "grams": _grams,
}
