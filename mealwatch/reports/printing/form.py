"""A paper form as data: its columns, its rows, what is added up and who signs.

The printer and the spreadsheet are made from the same value, so they cannot
disagree. Amounts are whole fen or Ratios of fen, quantities base units with
their unit; None is an empty cell to be filled in by hand, never a zero.
"""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from mealwatch.kernel.ratio import Ratio

#: kind of a column: how its cells read and how they stand
KINDS = ("text", "long", "whole", "yuan", "price", "quantity", "date", "time", "percent", "sign", "tick")
UNITS = {"g": "公斤", "ml": "升", "piece": "个"}


class Quantity(NamedTuple):
    """Base units of an ingredient; printed as 公斤, 升 or 个."""

    base: int
    base_unit: str

    @property
    def shown(self):
        """The exact number that is printed."""
        return Ratio(self.base) if self.base_unit == "piece" else Ratio(self.base, 1000)


class Heads(int):
    """A number of people where the column's other cells are yuan."""


class Tenths(int):
    """A measure of one place: 1305 is 130.5."""


class Column(NamedTuple):
    """``width`` is a share of the page, about a Chinese character each; ``over`` a heading above several columns.

    A column that is ``total`` is added up on each page and in all; its cells are whole fen or whole numbers.
    """

    heading: str
    kind: str = "text"
    width: int = 8
    total: bool = False
    over: str = ""


class Row(NamedTuple):
    """``look``: plain, sum (a line that adds up others), undone (reversed: shown and not counted), section."""

    cells: tuple
    look: str = "plain"

    @property
    def counts(self):
        return self.look == "plain"


@dataclass(frozen=True)
class Form:
    """One form on paper.

    ``heads`` are (label, value) below the title; where a book has many forms of the same columns they become the
    first columns of its spreadsheet. ``missing`` says in words what the books do not have. ``least`` rows are drawn,
    the rest of them empty; ``signers`` each get a line to sign on.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    heads: tuple[tuple[str, Any], ...] = ()
    signers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    landscape: bool = True
    least: int = 8
    sums_pages: bool = True
    #: a word before the title, as 表一
    mark: str = ""
    #: text above the signers, as the amount in capital numerals
    words: tuple[str, ...] = ()
    #: signatures put on a screen: (what is said of it, its drawing as SVG or nothing)
    drawn: tuple[tuple[str, str], ...] = ()

    @property
    def totals(self):
        """``{place of a column that is total: sum over the rows that count, None where none says anything}``."""
        return {place: self._total(place) for place, column in enumerate(self.columns) if column.total}

    def _total(self, place):
        known = [row.cells[place] for row in self.rows if row.counts and row.cells[place] is not None]
        return sum(known) if known else None

    @property
    def count(self):
        """How many rows were entered."""
        return sum(row.look in ("plain", "undone") for row in self.rows)

    def but(self, **changes):
        """The same form with changes."""
        return replace(self, **changes)


def per_unit(fen, quantity):
    """The price of a 公斤, a 升 or a 个 as a Ratio of fen; None for nothing."""
    if not quantity.base:
        return None
    return Ratio(fen) / quantity.shown
