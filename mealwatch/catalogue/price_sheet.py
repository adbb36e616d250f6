"""A price list as a file: reading .xlsx and .csv, saying what is wrong and where; and the sheet to fill in.

A row without a price is left out: people fill in the sheet with all ingredients where they have a price.
"""

import csv
import io
from typing import NamedTuple

from mealwatch.catalogue import price_errors as errors
from mealwatch.catalogue.domain.names import the_one
from mealwatch.catalogue.domain.price_list import said_unit
from mealwatch.kernel.quantity import NotWhole, UnitDoesNotFit, decimal
from mealwatch.kernel.spoken import heard
from mealwatch.web.archives import open_zip
from mealwatch.web.workbooks import Marked, OldWorkbook, Workbook

MOST_MEGABYTES = 2
MOST_ROWS = 3000
MOST_YUAN = 10_000
_MOST_UNPACKED = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INGREDIENT, NAME, UNIT, PRICE, SUPPLIER = "食材编码", "食材", "单位", "单价（元）", "供货商"
HEADINGS = (INGREDIENT, NAME, UNIT, PRICE, SUPPLIER)
_MEANT = {
    "食材编码": INGREDIENT,
    "编码": INGREDIENT,
    "食材": NAME,
    "食材名称": NAME,
    "品名": NAME,
    "单位": UNIT,
    "计价单位": UNIT,
    "单价（元）": PRICE,
    "单价": PRICE,
    "价格": PRICE,
    "供货商": SUPPLIER,
    "供货商编码": SUPPLIER,
    "供应商": SUPPLIER,
}


class Fault(NamedTuple):
    """What is wrong, and where in the file: row and column as people read them."""

    row: int
    column: str
    problem: Exception


class Read(NamedTuple):
    """``rows``: (ingredient id, unit, content, fen, supplier id) each; with faults nothing of it is taken in."""

    rows: list
    faults: list


def read(content, name, ingredients, suppliers):
    """The Read of a file's bytes. Raises FileTooLarge, NotText, NoColumn, TwoColumns, TooManyRows, NothingListed,
    and what opening a workbook raises."""
    if len(content) > MOST_MEGABYTES << 20:
        raise errors.FileTooLarge(field="file", megabytes=MOST_MEGABYTES)
    table = iter(_rows(content, name))
    _, heading = next(table, (0, []))
    places = _places(heading)
    reading = _Reading(list(ingredients), list(suppliers))
    for number, cells in table:
        reading.row(number, {column: cells[at] if at < len(cells) else "" for column, at in places.items()})
    if not reading.rows and not reading.faults:
        raise errors.NothingListed(field="file")
    return Read(list(reading.rows.values()), reading.faults)


def _rows(content, name):
    found = _of_workbook(content, name) if _is_workbook(content) else _of_text(content, name)
    for count, row in enumerate(found):
        if count > MOST_ROWS:
            raise errors.TooManyRows(field="file", most=MOST_ROWS)
        yield row


def _is_workbook(content):
    return content.startswith((b"PK", _OLE))


def _of_workbook(content, name):
    if content.startswith(_OLE):
        raise OldWorkbook(field="file", value=name)
    open_zip(io.BytesIO(content), _MOST_UNPACKED, name=name).close()
    book = Workbook(io.BytesIO(content), name=name)
    try:
        yield from book.rows(book.sheets[0]) if book.sheets else ()
    finally:
        book.close()


def _of_text(content, name):
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(coding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise errors.NotText(field="file", value=name)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            cells = [cell.strip() for cell in cells]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise errors.NotText(field="file", value=name) from error


def _places(heading):
    found = {}
    for at, written in enumerate(heading):
        meant = _MEANT.get(written.strip().replace("(", "（").replace(")", "）"))
        if meant in found:
            raise errors.TwoColumns(field="file", value=meant)
        if meant:
            found[meant] = at
    for wanted in (UNIT, PRICE):
        if wanted not in found:
            raise errors.NoColumn(field="file", value=wanted)
    if not {INGREDIENT, NAME} & found.keys():
        raise errors.NoColumn(field="file", value=NAME)
    return found


class _Reading:
    def __init__(self, ingredients, suppliers):
        self.ingredients, self.suppliers = ingredients, suppliers
        self.rows, self.numbers, self.faults = {}, {}, []

    def row(self, number, cells):
        if not cells[PRICE]:
            return
        before = len(self.faults)
        ingredient = self._ingredient(number, cells)
        fen = self._fen(number, cells[PRICE])
        supplier_id = self._supplier(number, cells.get(SUPPLIER, ""))
        unit, content = self._unit(number, ingredient, cells[UNIT]) if ingredient else (None, 0)
        if len(self.faults) > before:
            return
        key = (ingredient.id, supplier_id)
        if key in self.rows:
            self._wrong(number, NAME, errors.ListedTwice(name=ingredient.name, other=self.numbers[key]))
            return
        self.rows[key] = (ingredient.id, unit, content, fen, supplier_id)
        self.numbers[key] = number

    def _ingredient(self, number, cells):
        column = INGREDIENT if cells.get(INGREDIENT) else NAME
        written = cells.get(column, "")
        found = None if isinstance(written, Marked) else the_one(self.ingredients, written, searching=False)
        if found is None:
            self._wrong(number, column, errors.NoSuchIngredient(value=written[:60]))
        return found

    def _fen(self, number, written):
        try:
            fen = decimal(written) * 100
        except ValueError:
            fen = None
        if fen is None or fen.denominator != 1 or not 0 < fen <= MOST_YUAN * 100:
            self._wrong(number, PRICE, errors.PriceUnclear(value=written[:20]))
            return None
        return int(fen)

    def _supplier(self, number, written):
        if not written:
            return None
        found = [one for one in self.suppliers if written in (one.code, one.name, *one.aliases)]
        if len(found) != 1:
            self._wrong(number, SUPPLIER, errors.NoSuchSupplier(value=written[:60]))
            return None
        return found[0].id

    def _unit(self, number, ingredient, written):
        said = written.removeprefix("元").lstrip("/／ ")
        text = said if said[:1].isdigit() else f"1{said}"
        try:
            content, unit = heard(text, ingredient.measure, None)
        except (ValueError, UnitDoesNotFit, NotWhole):
            content, unit = 0, None
        if not content or unit is None:
            options = "、".join(units_of(ingredient))
            self._wrong(number, UNIT, errors.UnitUnclear(name=ingredient.name, value=written[:20], options=options))
        return unit, content

    def _wrong(self, number, column, problem):
        self.faults.append(Fault(number, column, problem))


def units_of(ingredient):
    """The words for the units in which an ingredient can be priced, the usual one first."""
    units = {"g": ["jin", "kg"], "ml": ["L"], "piece": ["piece"]}[ingredient.base_unit]
    units += ["package"] if ingredient.package_content else []
    measure = ingredient.measure
    return [said_unit(unit, measure.content(unit), measure) for unit in units]


def to_fill_in(ingredients):
    """The rows of the sheet to fill in, in the order of HEADINGS: every ingredient with its usual unit, no price."""
    return [(one.code, one.name, units_of(one)[0], "", "") for one in ingredients]
