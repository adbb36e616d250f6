"""Lists for the screen and for Excel out of one table, so that both say the same.

A column is a heading and a kind as in web.xlsx; a cell is what Excel gets, and may bring along what the screen shows
beside it: a link, a mark.
"""

from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from mealwatch.web import formats
from mealwatch.web.paging import page_of_list
from mealwatch.web.xlsx import Column, spreadsheet

_LOOKS = {"whole": "num", "tenth": "num", "date": "keep"}
#: Columns as wide as a name keep room for one.
_NAMES = range(20, 31)


@dataclass(frozen=True)
class Cell:
    """A value; ``text``: how the screen says it; ``address``: where it leads; ``look``: the class of its mark."""

    value: object
    text: str = ""
    address: str = ""
    look: str = ""


@dataclass(frozen=True)
class Listing:
    """A table: ``sorts`` are the codes by which it can be put in order, the first without being asked."""

    columns: list
    rows: list
    conditions: list = field(default_factory=list)

    @property
    def headings(self):
        """(text, class) of each column."""
        return [(one.heading, _look(one)) for one in self.columns]

    def page(self):
        """The page of rows that is asked for; each row is its shown cells."""
        return page_of_list(self.rows)

    def shown(self, row):
        """The row's cells as (heading, class, Cell with its text)."""
        for column, cell in zip(self.columns, row, strict=True):
            cell = cell if isinstance(cell, Cell) else Cell(cell)
            text = cell.text or said(column.kind, cell.value)
            yield column.heading, _look(column), Cell(cell.value, text, cell.address, cell.look)

    def as_excel(self, name):
        """The whole list as a spreadsheet."""
        columns = [Column(one.heading, one.kind, one.width) for one in self.columns]
        rows = [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in self.rows]
        return spreadsheet(name, columns, rows, self.conditions)


def _look(column):
    if column.width in _NAMES:
        return "named"
    return _LOOKS.get(column.kind) or ("keep" if column.width and column.width < _NAMES.start else "")


def said(kind, value):
    """A value as the screen says it."""
    if value is None or value == "":
        return formats.NOTHING
    if kind == "date":
        return formats.iso_day(value)
    if kind == "tenth":
        return f"{value // 10}.{value % 10}"
    if kind == "whole":
        return formats.thousands(value)
    return str(value)


@dataclass(frozen=True)
class Choice:
    """A filter: ``options`` are (value, word, chosen)."""

    name: str
    label: str
    options: list

    @property
    def condition(self):
        """(label, word) of what is chosen, or None."""
        return next(((self.label, word) for _value, word, chosen in self.options if chosen), None)


def choice(name, label, options):
    """A filter of the address's query."""
    chosen = request.args.get(name, "")
    return Choice(name, label, [(value, word, str(value) == chosen) for value, word in options])


def picked(name, allowed):
    """What the address's query asks for under a name, if it is one of ``allowed``; else empty."""
    text = request.args.get(name, "")
    return text if text in allowed else ""


def conditions(choices, first, last):
    """The filters as (label, value) for the spreadsheet."""
    found = [one.condition for one in choices if one.condition]
    return [*found, *((label, day) for label, day in ((_("从"), first), (_("到"), last)) if day)]
