"""Reading books as a person would: forms by name, a spreadsheet's rows, what a column comes to."""

import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import openpyxl

from mealwatch.kernel.clock import SHANGHAI
from mealwatch.reports.printing.about import About
from mealwatch.reports.printing.facts import Facts
from mealwatch.reports.printing.pdf import pdf
from mealwatch.reports.printing.workbook import STATE, UNDONE, xlsx
from tests.support.pdf import page_texts

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=SHANGHAI)


@dataclass
class Shelf:
    """The books of some Facts by slug."""

    facts: Facts
    books: dict

    def forms(self, slug):
        return self.books[slug].forms(self.facts)

    def form(self, slug):
        """The only form of a book."""
        [form] = self.forms(slug)
        return form

    def total(self, slug, heading="金额（元）"):
        """What a column comes to over all forms of a book, in fen."""
        return sum(form.totals[place_of(form, heading)] or 0 for form in self.forms(slug))

    def tables(self, slug):
        """The book's spreadsheet: [(sheet name, [row as dict by heading, ...], last row), ...]."""
        return read(xlsx(self.books[slug].name, self.forms(slug), None))

    def pdf(self, slug):
        return pdf(self.forms(slug), About("示例县　学校食堂", self.facts.period.label, "打印人 李老师", NOW))

    def texts(self, slug):
        """The text of each printed page, without blanks and line ends."""
        return [bare(text) for text in page_texts(self.pdf(slug))]


def read(data):
    """``[(sheet name, [row by heading, ...], totals by heading or None), ...]`` without the conditions."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    tables = []
    for sheet in [one for one in book.worksheets if one.title != "查询条件"]:
        headings, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        filtered = sheet.auto_filter.ref
        last = int(filtered.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert sheet.freeze_panes == "A2"
        body = [dict(zip(headings, row, strict=True)) for row in rows[: last - 1] if any(c is not None for c in row)]
        rest = rows[last - 1 :]
        tables.append((sheet.title, body, dict(zip(headings, rest[0], strict=True)) if rest else None))
    return tables


def fen_of(rows, heading="金额（元）"):
    """What the rows that count come to, in fen."""
    counted = [row for row in rows if row.get(STATE) is None]
    return sum(fen(row[heading]) for row in counted if row[heading] is not None)


def undone(rows):
    return [row for row in rows if row.get(STATE) == UNDONE]


def fen(yuan):
    """A cell in yuan as whole fen."""
    exact = Decimal(str(yuan)) * 100
    assert exact == exact.to_integral_value(), yuan
    return int(exact)


def place_of(form, heading):
    return [column.heading for column in form.columns].index(heading)


def cells(form, heading):
    """A column's cells, top to bottom."""
    return [row.cells[place_of(form, heading)] for row in form.rows if row.look != "section"]


def bare(text):
    return "".join(text.split())
