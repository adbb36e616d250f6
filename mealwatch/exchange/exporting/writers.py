"""Writing a set: a folder or .zip of CSV files (UTF-8 with BOM), or an .xlsx. The day of the export leaves no trace."""

import csv
import io
import zipfile
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from mealwatch.exchange.errors import files as errors

_MADE = (2000, 1, 1, 0, 0, 0)
_MOST_ROWS = 1_048_576
_NUMBERS = frozenset({"amount", "quantity", "counted", "count", "positive", "use_days", "percent", "factor", "grams"})
_DATES = frozenset({"day", "date"})


class Folder:
    """A folder of CSV files; it is made, or has to be empty."""

    def __init__(self, path):
        self._path = path
        path.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def table(self, file):
        """A function that takes the rows of one file."""
        with (self._path / f"{file.name}.csv").open("w", encoding="utf-8-sig", newline="") as text:
            yield _csv(text, file)

    def close(self):
        """Nothing is left to do."""


class Zip:
    """A .zip of CSV files."""

    def __init__(self, path):
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    @contextmanager
    def table(self, file):
        """A function that takes the rows of one file."""
        info = zipfile.ZipInfo(f"{file.name}.csv", _MADE)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as binary:
            text = io.TextIOWrapper(binary, encoding="utf-8-sig", newline="", write_through=True)
            yield _csv(text, file)
            text.flush()
            text.detach()

    def close(self):
        """Write the directory."""
        self._archive.close()


class Workbook:
    """One .xlsx: numbers are numbers, dates are dates, everything else is text."""

    def __init__(self, path):
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"created": datetime(*_MADE)})
        self._bold = self._book.add_format({"bold": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})

    @contextmanager
    def table(self, file):
        """A function that takes the rows of one file."""
        sheet = self._book.add_worksheet(file.name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(file.columns):
            sheet.write_string(0, at, column.name, self._bold)
        kinds = [column.kind for column in file.columns]
        place = iter(range(1, _MOST_ROWS))

        def take(cells):
            row = next(place, None)
            if row is None:
                raise errors.TooManyRows(value=file.name, most=_MOST_ROWS)
            for at, (kind, text) in enumerate(zip(kinds, cells, strict=True)):
                if text:
                    self._write(sheet, row, at, kind, text)

        yield take

    def _write(self, sheet, row, at, kind, text):
        if kind in _NUMBERS:
            sheet.write_number(row, at, Decimal(text))
        elif kind in _DATES:
            sheet.write_datetime(row, at, date.fromisoformat(text), self._date)
        else:
            sheet.write_string(row, at, text)

    def close(self):
        """Write the file."""
        self._book.close()


def _csv(text, file):
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in file.columns])
    return writer.writerow
