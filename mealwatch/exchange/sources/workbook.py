"""Spreadsheets: every cell becomes the text that a person would have typed.

A number becomes the shortest decimal that gives it (4.3499999999999996, as it
is stored, is 4.35), a date its ISO text. Formulas count with the result stored
beside them. The XML is read with defusedxml, sheet by sheet and row by row.
"""

import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from mealwatch.exchange.errors import cells as cell_errors
from mealwatch.exchange.errors import files as errors
from mealwatch.exchange.sources.table import Marked

#: Wider than any table of ours by far; a cell beyond it is a stray.
MOST_COLUMNS = 1000


class Workbook:
    """An opened .xlsx; ``sheets`` are its names, ``rows`` reads one of them."""

    def __init__(self, path):
        """Raises NotAWorkbook."""
        self._shown = path.name
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._book: Any = load_workbook(path, read_only=True, data_only=True)
            self.sheets = [sheet.title for sheet in self._book.worksheets]
        except Exception as error:  # whatever a damaged or hostile file does to the parser
            raise errors.NotAWorkbook(value=self._shown) from error

    def close(self):
        self._book.close()

    def rows(self, title):
        """(row number, cells) of a sheet, the heading first; rows without any content are left out."""
        sheet = self._book[title]
        try:
            with sheet._get_source() as source, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                parser = _Parser(
                    source,
                    sheet._shared_strings,
                    data_only=True,
                    epoch=self._book.epoch,
                    date_formats=self._book._date_formats,
                    timedelta_formats=self._book._timedelta_formats,
                )
                for number, found in parser.parse():
                    cells = _in_order(found)
                    if any(cells):
                        yield number, cells
        except errors.NotAWorkbook:
            raise
        except GeneratorExit:
            raise
        except Exception as error:  # as above
            raise errors.NotAWorkbook(value=self._shown) from error


class _Parser(WorkSheetParser):
    """Marks formulas whose result was not stored: read-only they look like empty cells."""

    def parse_cell(self, element):
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "f"
        return cell


def _in_order(found):
    cells = []
    for cell in found:
        place = cell["column"] - 1
        text = _text(cell)
        if not text or place >= MOST_COLUMNS:
            continue
        cells.extend([""] * (place + 1 - len(cells)))
        cells[place] = text
    return cells


def _text(cell):
    value, kind = cell["value"], cell["data_type"]
    if kind == "f":
        return Marked("=", cell_errors.FormulaWithoutValue(value="="))
    if value is None:
        return ""
    if kind == "e":
        return Marked(str(value), cell_errors.CellError(value=value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    return _shortest(value)


def _shortest(number):
    """The shortest plain decimal that gives this floating-point number."""
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return str(exact)
    if exact == exact.to_integral_value():
        return f"{exact.to_integral_value():f}"
    return f"{exact:f}"
