"""A small spreadsheet: works the formulas of a workbook out again, with exact fractions.

It knows what the papers use and refuses the rest: SUM, SUMIFS, COUNT, COUNTIFS,
IF, AND, OR, MAX, INT, ROUND, the four operations, comparisons and ``&``.
"""

import math
import re
from datetime import date, datetime
from fractions import Fraction

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<ref>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![A-Za-z0-9(])
    |(?P<name>[A-Z]+)\(
    |(?P<number>\d+(?:\.\d+)?)
    |"(?P<text>(?:[^"]|"")*)"
    |(?P<sign><=|>=|<>|[-+*/&=<>(),])
    )""",
    re.VERBOSE,
)
_ZERO_DAY = date(1899, 12, 30)


class Book:
    """A workbook read twice: its formulas, and the values that were written beside them."""

    def __init__(self, file):
        self._formulas = load_workbook(file)
        file.seek(0)
        self._cached = load_workbook(file, data_only=True)
        self._known = {}

    def __getitem__(self, name):
        return self._formulas[name]

    @property
    def names(self):
        return self._formulas.sheetnames

    def formulas(self):
        """(sheet, cell, formula) of every formula."""
        for sheet in self._formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield sheet.title, cell.coordinate, cell.value

    def cached(self, sheet, cell):
        """The value written beside the formula."""
        return _plain(self._cached[sheet][cell].value)

    def value(self, sheet, cell):
        """What a cell comes to, its formula worked out."""
        if (sheet, cell) not in self._known:
            found = self._formulas[sheet][cell]
            if found.data_type == "f":
                self._known[sheet, cell] = _Reader(self, sheet, found.value[1:]).whole()
            else:
                self._known[sheet, cell] = _plain(found.value)
        return self._known[sheet, cell]

    def cells(self, sheet, reference):
        """The values of a range, row by row."""
        first_column, first_row, last_column, last_row = range_boundaries(reference.replace("$", ""))
        rows = self._formulas[sheet].iter_rows(first_row, last_row, first_column, last_column)
        return [self.value(sheet, cell.coordinate) for row in rows for cell in row]


def _plain(value):
    """Numbers as exact fractions (of the shortest decimal that gives them), days as numbers."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return None if value == "" else value
    if isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        return Fraction((day - _ZERO_DAY).days)
    return Fraction(repr(value))


class _Reader:
    def __init__(self, book, sheet, formula):
        self._book = book
        self._sheet = sheet
        self._formula = formula
        self._tokens = list(self._split())
        self._place = 0

    def _split(self):
        place = 0
        while place < len(self._formula):
            match = _TOKEN.match(self._formula, place)
            if not match:
                raise ValueError(f"cannot read {self._formula[place:]!r} of {self._formula!r}")
            yield match.lastgroup, match[match.lastgroup]
            place = match.end()

    def whole(self):
        value = self._compared()
        if self._place != len(self._tokens):
            raise ValueError(f"something is left of {self._formula!r}")
        return value

    def _next(self, *signs):
        if self._place < len(self._tokens):
            kind, text = self._tokens[self._place]
            if kind == "sign" and text in signs:
                self._place += 1
                return text
        return None

    def _compared(self):
        value = self._joined()
        while sign := self._next("=", "<>", "<", "<=", ">", ">="):
            value = _compare(value, sign, self._joined())
        return value

    def _joined(self):
        value = self._sum()
        while self._next("&"):
            value = _text(value) + _text(self._sum())
        return value

    def _sum(self):
        value = self._product()
        while sign := self._next("+", "-"):
            other = _number(self._product())
            value = _number(value) + (other if sign == "+" else -other)
        return value

    def _product(self):
        value = self._one()
        while sign := self._next("*", "/"):
            other = _number(self._one())
            value = _number(value) * other if sign == "*" else _number(value) / other
        return value

    def _one(self):
        if self._next("-"):
            return -_number(self._one())
        if self._next("("):
            value = self._compared()
            self._close()
            return value
        kind, text = self._tokens[self._place]
        self._place += 1
        if kind == "number":
            return Fraction(text)
        if kind == "text":
            return text.replace('""', '"')
        if kind == "ref":
            return self._reference(text)
        if kind == "name":
            return self._call(text)
        raise ValueError(f"{text!r} does not belong here: {self._formula!r}")

    def _close(self):
        if not self._next(")"):
            raise ValueError(f"a bracket is open in {self._formula!r}")

    def _reference(self, text):
        sheet, _, cells = text.rpartition("!")
        sheet = sheet[1:-1].replace("''", "'") if sheet else self._sheet
        if ":" in cells:
            return self._book.cells(sheet, cells)
        return self._book.value(sheet, cells.replace("$", ""))

    def _call(self, name):
        given = [self._compared()]
        while self._next(","):
            given.append(self._compared())
        self._close()
        return _FUNCTIONS[name](*given)


def _numbers(given):
    for value in given:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Fraction):
                yield one


def _meeting(pairs):
    """The places at which every range meets its criterion."""
    ranges, wanted = pairs[::2], pairs[1::2]
    length = len(ranges[0])
    assert all(len(one) == length for one in ranges)
    tests = [_criterion(one) for one in wanted]
    return [place for place in range(length) if all(test(of[place]) for of, test in zip(ranges, tests, strict=True))]


def _criterion(wanted):
    if isinstance(wanted, str):
        sign, text = re.fullmatch(r"(>=|<=|<>|>|<|=)?(.*)", wanted, re.DOTALL).groups()
        try:
            limit = Fraction(text)
        except ValueError:
            limit = text
        if sign and sign not in ("=", "<>"):
            return lambda one: isinstance(one, Fraction) and _compare(one, sign, limit)
        return lambda one: _compare(one, sign or "=", limit)
    return lambda one: one is not None and one == _number(wanted)


def _sumifs(summed, *pairs):
    return sum((summed[place] for place in _meeting(pairs) if isinstance(summed[place], Fraction)), Fraction(0))


def _round(value, places):
    """Half away from zero, as spreadsheets do."""
    scale = Fraction(10) ** int(_number(places))
    whole = math.floor(abs(_number(value)) * scale + Fraction(1, 2))
    return (whole if value >= 0 else -whole) / scale


_FUNCTIONS = {
    "SUM": lambda *given: sum(_numbers(given), Fraction(0)),
    "COUNT": lambda *given: Fraction(len(list(_numbers(given)))),
    "MAX": lambda *given: max(_numbers(given)),
    "INT": lambda value: Fraction(math.floor(_number(value))),
    "ROUND": _round,
    "AND": lambda *given: all(given),
    "OR": lambda *given: any(given),
    "IF": lambda test, yes, no: yes if test else no,
    "SUMIFS": _sumifs,
    "COUNTIFS": lambda *pairs: Fraction(len(_meeting(pairs))),
}


def _number(value):
    if value is None:
        return Fraction(0)
    if not isinstance(value, Fraction):
        raise TypeError(f"{value!r} is no number")
    return value


def _text(value):
    if isinstance(value, Fraction) and value.denominator == 1:
        return str(value.numerator)
    if isinstance(value, str):
        return value
    raise TypeError(f"{value!r} in a text")


def _compare(one, sign, other):
    if one is None:
        one = "" if isinstance(other, str) else Fraction(0)
    if other is None:
        other = "" if isinstance(one, str) else Fraction(0)
    if type(one) is not type(other):
        equal = False
    else:
        equal = one == other
    if sign == "=":
        return equal
    if sign == "<>":
        return not equal
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign]
