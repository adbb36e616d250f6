"""Writing cells: text that never becomes a formula, exact numbers, formulas with the value that they give.

Amounts come as whole fen or Ratios of fen, quantities as base units; cells hold
yuan, kilos and litres. Numbers are decimals throughout, no float is made here.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from mealwatch.kernel.ratio import Ratio

#: Places kept of a value that a formula gives: more than a spreadsheet's own numbers hold.
PLACES = 12
_SHAPES = {
    "text": "@",
    "long": "@",
    "word": "General",
    "whole": "#,##0",
    "count": "#,##0",
    "yuan": "#,##0.00",
    "price": "#,##0.0000",
    "kilo": "#,##0.000",
    "date": "yyyy-mm-dd",
}
_SCALES = {"yuan": 100, "price": 100, "kilo": 1000}
_MOST_TEXT = 32_767


class Column(NamedTuple):
    """``name`` stands in formulas as ``{name}``; ``kind`` as in _SHAPES; ``width`` in characters."""

    name: str
    heading: str
    kind: str = "text"
    width: int = 10


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book):
        self._book = book
        self._known = {}

    def __call__(self, kind="text", **more):
        key = kind, tuple(sorted(more.items()))
        if key not in self._known:
            base = {"num_format": _SHAPES[kind], "valign": "vcenter", "font_size": 10}
            if kind in ("long",):
                base["text_wrap"] = True
            self._known[key] = self._book.add_format(base | more)
        return self._known[key]


class Paper:
    """One worksheet of a workbook."""

    def __init__(self, book, styles, name):
        self.name = name
        self.styles = styles
        self.sheet = book.add_worksheet(name)
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)

    def text(self, row, column, value, **style):
        """Text stays text, whatever it begins with."""
        kind = style.pop("kind", "text")
        self.sheet.write_string(row, column, str(value or "")[:_MOST_TEXT], self.styles(kind, **style))

    def across(self, row, first, last, value, **style):
        """Text over several columns."""
        kind = style.pop("kind", "text")
        shape = self.styles(kind, **style)
        self.sheet.merge_range(row, first, row, last, "", shape)
        self.sheet.write_string(row, first, str(value or "")[:_MOST_TEXT], shape)

    def value(self, row, column, kind, value, **style):
        """What a cell of this kind holds; None and empty text leave it empty."""
        shape = self.styles(kind, **style)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, shape)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, shape)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value[:_MOST_TEXT], shape)
        else:
            self.sheet.write_number(row, column, shown(kind, value), shape)

    def formula(self, row, column, kind, formula, value, **style):
        """A live formula and the value that it gives: text, a count, fen, base units or a Ratio of them."""
        result = value if isinstance(value, str) else shown(kind, value)
        self.sheet.write_formula(row, column, f"={formula}", self.styles(kind, **style), result)


class Table:
    """A table of a paper: where its cells are. It can be spoken of before it is written."""

    def __init__(self, paper, top, columns, count):
        self.paper = paper
        self.top = top
        self.count = max(count, 1)
        self.columns = columns
        self._places = {column.name: place for place, column in enumerate(columns)}

    @property
    def last(self):
        """The number of its last row."""
        return self.top + self.count

    def place(self, name):
        return self._places[name]

    def row_of(self, number):
        """The sheet's row of the table's row ``number`` (from 0)."""
        return self.top + 1 + number

    def cell(self, name, row):
        """``D5``: the cell of a column in a row of the sheet."""
        return xl_rowcol_to_cell(row, self._places[name])

    def span(self, name, first=None, last=None):
        """``'出库明细'!$D$5:$D$40``: a column of the table, or some rows of it."""
        letter = xl_col_to_name(self._places[name], col_abs=True)
        first, last = (self.row_of(0) if first is None else first) + 1, (self.last if last is None else last) + 1
        return f"'{self.paper.name}'!{letter}${first}:{letter}${last}"

    def write_headings(self, **style):
        look = {"bold": True, "bg_color": "#E6F1EA", "border": 1, "text_wrap": True, "align": "center"} | style
        for place, column in enumerate(self.columns):
            self.paper.text(self.top, place, column.heading, **look)
        self.paper.sheet.set_row(self.top, 56)

    def set_widths(self):
        for place, column in enumerate(self.columns):
            self.paper.sheet.set_column(place, place, column.width)

    def write(self, number, values):
        """A row: ``values`` by column name; a Live is written as its formula."""
        row = self.row_of(number)
        for place, column in enumerate(self.columns):
            value = values.get(column.name)
            kind = column.kind
            if isinstance(value, As):
                kind, value = value
            if isinstance(value, Live):
                formula = value.formula.format_map(_Cells(self, row))
                self.paper.formula(row, place, kind, formula, value.value, border=1)
            else:
                self.paper.value(row, place, kind, value, border=1)


class Live(NamedTuple):
    """A formula of a table's row, in which ``{name}`` is that column's cell, and the value it gives."""

    formula: str
    value: object


class As(NamedTuple):
    """A value of another kind than its column's: pieces in a column of kilos."""

    kind: str
    value: object


class _Cells(dict):
    def __init__(self, table, row):
        super().__init__()
        self._table, self._row = table, row

    def __missing__(self, name):
        return self._table.cell(name, self._row)


def shown(kind, value):
    """The decimal that a cell of this kind holds."""
    exact = value if isinstance(value, Ratio) else Ratio(value)
    scaled = Ratio(exact.top, exact.bottom * _SCALES.get(kind, 1))
    return decimal_of(scaled)


def decimal_of(ratio, places=PLACES):
    """An exact number as a decimal, rounded half up past ``places``; a whole number without any."""
    whole, rest = divmod(ratio.top, ratio.bottom)
    if not rest:
        return Decimal(whole)
    return Decimal(ratio.rounded(places)).scaleb(-places).normalize()
