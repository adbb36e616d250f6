"""Quantities as people say them: ``3斤``, ``1.5kg``, ``2袋+3斤``, ``半袋``, ``两斤半``, in digits or Chinese numerals.

Exact, and nothing is guessed: what could mean two things is refused. The same
rules run in the browser (frontend/typing/spoken.js); both are held to one table,
tests/kernel/spoken_cases.json. A bare number means the unit that the caller names.

A package is called by its own name or by a word that people use for the same
thing (袋 包, 盘 板, 箱 件); a tray is never taken for a carton.
"""

import re
from fractions import Fraction

from mealwatch.kernel.quantity import MOST, Measure, NotWhole, UnitDoesNotFit, plain

#: The word with which a quantity is said back, for each unit but the package.
WORDS = {"g": "克", "kg": "公斤", "jin": "斤", "ml": "毫升", "L": "升", "piece": "个"}
_MEASURES = {
    "斤": ("g", 500),
    "市斤": ("g", 500),
    "公斤": ("g", 1000),
    "千克": ("g", 1000),
    "kg": ("g", 1000),
    "克": ("g", 1),
    "g": ("g", 1),
    "两": ("g", 50),
    "升": ("ml", 1000),
    "公升": ("ml", 1000),
    "l": ("ml", 1000),
    "毫升": ("ml", 1),
    "ml": ("ml", 1),
}
#: A piece of what is counted in pieces: an egg is 个, a carton of milk 盒.
_PIECES = ("个", "只", "枚", "盒", "瓶", "杯", "支")
#: Words for one and the same kind of package.
_ALIKE = (("袋", "包"), ("盘", "板"), ("箱", "件"), ("桶",), ("盒",), ("瓶",), ("罐",), ("筐",), ("捆",))
_PACKAGES = tuple(word for words in _ALIKE for word in words)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("。"): ".",
    ord("｡"): ".",
    ord("㎏"): "kg",
    ord("加"): "+",
    ord("〇"): "零",
}
_SPACE = re.compile(r"(?<![\d.])[ \t\r\n\u00a0\u3000]+|[ \t\r\n\u00a0\u3000]+(?![\d.])", re.ASCII)
_NUMBER = re.compile(
    r"(?P<half>半)|(?P<decimal>[0-9]{1,15}(?:[.点][0-9]{0,9})?|[.][0-9]{1,9})"
    r"|(?P<chinese>(?:[零一二三四五六七八九十百]|千(?!克)|两(?=[百千]))+|两)(?:点(?P<places>[零一二三四五六七八九]{1,9}))?"
)
_UNCLEAN = re.compile("[0-9.+半零一二两三四五六七八九十百千点\\s]")


class NotUnderstood(ValueError):
    """The text is no quantity."""


class TooMuch(ValueError):
    """More than anybody buys: a typing error."""


class UnitMissing(NotUnderstood):
    """A bare number, and nobody said what it counts."""


def spoken(text, measure, unit):
    """The base units that a text means; a bare number counts ``unit`` (a code of kernel.quantity.UNITS).

    ``measure`` says how the ingredient is counted and what its package is called. Zero is a quantity here.
    Raises NotUnderstood, UnitDoesNotFit (with the word), NotWhole, TooMuch; all are ValueErrors.
    """
    return heard(text, measure, unit)[0]


def heard(text, measure, unit):
    """``(base units, unit)`` of a text: the unit in which to say it back, which is that of its last part.

    ``unit`` may be None: then a bare number is refused (UnitMissing). Otherwise as ``spoken``.
    """
    left, total, joined, last = folded(text), Fraction(0), True, unit
    if not left:
        raise NotUnderstood(text)
    words = _words(measure)
    while left:
        amount, word, left = _term(left, words, text)
        if not (joined or word) or (left and not word and not left.startswith("+")):
            raise NotUnderstood(text)
        if not word and not unit:
            raise UnitMissing(text)
        total += amount * (_content(word, measure) if word else measure.content(unit))
        last = _unit_of(word, measure) if word else unit
        joined = left.startswith("+")
        left = left[joined:]
        if joined and not left:
            raise NotUnderstood(text)
    if total.denominator != 1:
        raise NotWhole(text)
    if total > MOST:
        raise TooMuch(text)
    return int(total), last


def said(base, measure, unit):
    """Base units in words that ``spoken`` reads back: ``34 斤``; in base units where the unit gives no decimal."""
    try:
        amount = plain(Fraction(base, measure.content(unit)))
    except (UnitDoesNotFit, ValueError):
        amount, unit = str(base), measure.base_unit
    if len(amount.partition(".")[2]) > 9:
        amount, unit = str(base), measure.base_unit
    return f"{amount} {_package_words(measure)[0] if unit == 'package' else WORDS[unit]}"


def folded(text):
    """Text as it is compared: full-width signs narrow, 。 as the point, small letters, spaces only between digits."""
    return _SPACE.sub("", text.translate(_FOLDED)).lower()


def _term(left, words, text):
    """One amount with its word (or None), and what is left of the text."""
    number = _NUMBER.match(left)
    if not number:
        raise NotUnderstood(text)
    amount, left = _amount(number, text), left[number.end() :]
    word = next((one for one in words if left.startswith(one)), None)
    if word is None:
        if number["chinese"] == "两":
            raise NotUnderstood(text)
        return amount, None, left
    left = left[len(word) :]
    if left == "半" or left.startswith("半+"):
        if number["half"] or amount.denominator != 1:
            raise NotUnderstood(text)
        return amount + Fraction(1, 2), word, left[1:]
    return amount, word, left


def _amount(number, text):
    if number["half"]:
        return Fraction(1, 2)
    if number["decimal"]:
        whole, _, places = number["decimal"].replace("点", ".").partition(".")
        return Fraction(int(whole or 0)) + Fraction(int(places or 0), 10 ** len(places))
    whole, places = _chinese(number["chinese"]), number["places"] or ""
    if whole is None:
        raise NotUnderstood(text)
    return whole + Fraction(int("".join(str(_DIGITS[one]) for one in places) or 0), 10 ** len(places))


def _chinese(text):
    """A Chinese numeral below ten thousand, or None for one that nobody writes (``一百五`` may be 105 or 150)."""
    text = text.replace("两", "二")
    text = text[1:] if text.startswith("一十") else text
    total = digit = 0
    for one in text:
        if one in _TENS:
            total, digit = total + (digit or 1) * _TENS[one], 0
        else:
            digit = _DIGITS[one]
    total += digit
    return total if total < 10_000 and _numeral(total) == text else None


def _numeral(number):
    """A number below ten thousand as it is written in Chinese."""
    if not number:
        return "零"
    signs, written, gap = "零一二三四五六七八九", "", False
    for sign, ten in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // ten % 10
        if digit:
            written += ("零" if gap and written else "") + signs[digit] + sign
        gap = not digit
    return written[1:] if written.startswith("一十") else written


def _words(measure):
    """Every word that can stand after a number, the longest first."""
    return sorted({*_MEASURES, *_PIECES, *_PACKAGES, *_package_words(measure)}, key=lambda word: (-len(word), word))


def _package_words(measure):
    """The words for this ingredient's package, the one to say it with first."""
    name = folded(measure.package_name or "")
    if not name:
        pieces = _PIECES if measure.base_unit == "piece" else ()
        return ("包", *(word for word in _PACKAGES if word != "包" and word not in pieces))
    known = [word for words in _ALIKE for word in words if any(one in name for one in words)]
    clean = name not in (*_MEASURES, "个") and not _UNCLEAN.search(name)
    own = [name] if clean else [word for word in known if word in name]
    return tuple(dict.fromkeys([*own, *known])) or ("包",)


def _content(word, measure):
    if measure.package_content and word in _package_words(measure):
        return measure.package_content
    base, content = _MEASURES.get(word, ("piece", 1) if word in _PIECES else ("", 0))
    if base != measure.base_unit:
        raise UnitDoesNotFit(word)
    return content


def _unit_of(word, measure):
    """The code of the unit in which a quantity with this word is kept and said back."""
    if measure.package_content and word in _package_words(measure):
        return "package"
    if word in _PIECES:
        return "piece"
    if word == "两":
        return "jin"
    base, content = _MEASURES[word]
    return next(code for code in WORDS if _same(code, base, content))


def _same(code, base, content):
    try:
        return Measure(base).content(code) == content
    except UnitDoesNotFit:
        return False
