"""Any table as a spreadsheet: real numbers, a frozen heading, a filter, and a sheet that says what was asked.

Text is written as text whatever it begins with, so no cell becomes a formula.
Amounts come as whole fen or exact ratios and are written as decimals.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

import xlsxwriter
from flask import make_response
from flask_babel import gettext as _

from mealwatch.kernel.clock import now
from mealwatch.kernel.ratio import Ratio
from mealwatch.web.guards import current_viewer

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {
    "text": "@",
    "whole": "#,##0",
    "yuan": "#,##0.00",
    "yuan4": "#,##0.0000",
    "kilo": "#,##0.000",
    "tenth": "#,##0.0",
    "percent": "0.0%",
    "date": "yyyy-mm-dd",
}
_WIDTHS = {"text": 18, "whole": 10, "yuan": 12, "yuan4": 12, "kilo": 12, "tenth": 10, "percent": 10, "date": 12}
#: What a cell of each kind shows: its places, and of what part the value counts the whole.
_SCALES = {
    "whole": (0, 1),
    "yuan": (2, 100),
    "yuan4": (4, 100),
    "kilo": (3, 1000),
    "tenth": (1, 10),
    "percent": (4, 1),
}
#: Excel refuses longer text in a cell, and these characters in a sheet's name.
_MOST_TEXT = 32_767
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class Column:
    """A column: its heading, what it holds, its width in characters.

    ``kind``: text, whole, yuan (whole fen or a Ratio of fen, two places), yuan4 (the same, four places),
    kilo (base units as thousands: 公斤, 升), tenth (tenths, one place), percent (a Ratio), date. An empty value is an
    empty cell.
    """

    heading: str
    kind: str = "text"
    width: int | None = None


def spreadsheet(name, columns, rows, conditions=()):
    """Answer a table as ``<name>.xlsx``: ``rows`` in the order of ``columns``, ``conditions`` as (label, value)."""
    return book(name, [Table(name, columns, rows)], conditions)


def book(name, tables, conditions=()):
    """Answer several tables as one ``<name>.xlsx``, each on a sheet."""
    response = make_response(written_book(name, tables, conditions))
    response.headers["Content-Type"] = TYPE
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def written(name, columns, rows, conditions=()):
    """The file's bytes."""
    return written_book(name, [Table(name, columns, rows)], conditions)


@dataclass(frozen=True)
class Table:
    """One sheet of a book; ``totals`` is a last row outside the filter, or nothing."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    totals: Sequence | None = None


class Amount(NamedTuple):
    """A value of another kind than its column's: pieces in a column of kilos."""

    kind: str
    value: object


def written_book(name, tables, conditions=()):
    """The bytes of a book of several tables, each on a sheet, with what was asked on the last (None: no such sheet)."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    taken = set()
    for table in tables:
        _write_table(book, _sheet_name(table.name, taken), table)
    if conditions is not None:
        _write_conditions(book, name, conditions)
    book.close()
    return memory.getvalue()


def _sheet_name(wanted, taken):
    """A name that Excel takes and that no other sheet has, whatever the case of its letters."""
    wanted = wanted.translate(_NOT_IN_NAMES).strip()[:31] or "1"
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[:27]} {number}"
    taken.add(name.casefold())
    return name


def _write_table(book, name, table):
    columns, rows = table.columns, table.rows
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bg_color": "#E6F1EA", "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: book.add_format({"num_format": shape}) for kind, shape in _FORMATS.items()}
    totals = {kind: book.add_format({"num_format": shape, "bold": True, "top": 1}) for kind, shape in _FORMATS.items()}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width or max(_WIDTHS[column.kind], 2 * len(column.heading) + 2))
        sheet.write_string(0, place, column.heading, heading)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, count, place, column.kind, value, formats)
    if table.totals is not None:
        for place, (column, value) in enumerate(zip(columns, table.totals, strict=True)):
            kind = "text" if isinstance(value, str) else column.kind
            _write(sheet, count + 1, place, kind, value, totals)
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write(sheet, row, place, kind, value, formats):
    if isinstance(value, Amount):
        kind, value = value
    shape = formats[kind]
    if value is None or value == "":
        sheet.write_blank(row, place, None, shape)
    elif kind == "text":
        sheet.write_string(row, place, str(value)[:_MOST_TEXT], shape)
    elif kind == "date":
        sheet.write_datetime(row, place, value, shape)
    else:
        sheet.write_number(row, place, number(kind, value), shape)


def number(kind, value):
    """The decimal that a cell of this kind shows."""
    exact = value if isinstance(value, Ratio) else Ratio(value)
    places, scale = _SCALES[kind]
    return Decimal((exact * Ratio(1, scale)).rounded(places)).scaleb(-places)


def _write_conditions(book, name, conditions):
    viewer = current_viewer()
    sheet = book.add_worksheet(_("查询条件"))
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60)
    made = [(_("表名"), name), *conditions, (_("导出时间"), f"{now():%Y-%m-%d %H:%M:%S}")]
    if viewer is not None:
        made += [(_("县"), viewer.county_name), (_("导出人"), viewer.name)]
        if viewer.is_demo:
            made.append((_("说明"), _("演示数据")))
    for row, (label, value) in enumerate(made):
        sheet.write_string(row, 0, str(label), bold)
        sheet.write_string(row, 1, _as_text(value))


def _as_text(value):
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)[:_MOST_TEXT]
