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

from mealwatch.kernel.errors import Invalid, Problem, mark

#: Wider than any table of ours by far; a cell beyond it is a stray.
MOST_COLUMNS = 1000


class NotAWorkbook(Invalid):
    code = "exchange.not_a_workbook"
    says = mark("“{value}”不是完好的 .xlsx 工作簿")
    remedy = mark("请用表格软件打开，另存为 .xlsx 后再导入")


class OldWorkbook(Invalid):
    code = "exchange.old_workbook"
    says = mark("“{value}”是旧式 .xls 或加了密码的工作簿")
    remedy = mark("请去掉密码，另存为 .xlsx 后再导入")


class CellError(Invalid):
    code = "exchange.cell_error"
    says = mark("单元格是错误值“{value}”")
    remedy = mark("请在表格软件里改正公式，或直接填数")


class FormulaWithoutValue(Invalid):
    code = "exchange.formula_without_value"
    says = mark("单元格是公式，但没有存下结果")
    remedy = mark("请用表格软件打开并保存一次，或把公式粘贴为数值")


class Marked(str):
    """A cell that has no readable value; ``problem`` says why."""

    problem: Problem

    def __new__(cls, text, problem):
        cell = super().__new__(cls, text)
        cell.problem = problem
        return cell


class Workbook:
    """An opened .xlsx (a path or an open file called ``name``); ``sheets`` are its names, ``rows`` reads one of them.

    The file has gone through ``archives.open_zip`` before.
    """

    def __init__(self, file, *, name):
        """Raises NotAWorkbook."""
        self._shown = name
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._book: Any = load_workbook(file, read_only=True, data_only=True)
            self.sheets = [sheet.title for sheet in self._book.worksheets]
        except Exception as error:  # whatever a damaged or hostile file does to the parser
            raise NotAWorkbook(value=self._shown) from error

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
        except NotAWorkbook:
            raise
        except GeneratorExit:
            raise
        except Exception as error:  # as above
            raise NotAWorkbook(value=self._shown) from error


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
        return Marked("=", FormulaWithoutValue(value="="))
    if value is None:
        return ""
    if kind == "e":
        return Marked(str(value), CellError(value=value))
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
