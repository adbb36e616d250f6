"""Dated price lists: what an ingredient may cost, in fen for some base units, from one supplier or anywhere.

Of the lists in force on a day the one that begins last counts; of two that begin on one day, the one imported later.
A supplier's own price comes before that of the whole county.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from mealwatch.kernel.quantity import plain
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.spoken import WORDS


@dataclass(frozen=True)
class PriceList:
    """The head of a list; ``until_date`` is its last day, None while it has no end."""

    id: int
    from_date: date
    until_date: date | None
    source: str
    imported_at: datetime
    imported_by: str

    def holds_on(self, on):
        return self.from_date <= on and (self.until_date is None or on <= self.until_date)


class Listed(NamedTuple):
    """One row: ``price_fen`` for ``content`` base units, said in ``unit``; no supplier: anywhere in the county."""

    list_id: int
    number: int
    ingredient_id: int
    unit: str
    content: int
    price_fen: int
    supplier_id: int | None

    @property
    def price(self):
        """Fen per base unit, exact."""
        return Ratio(self.price_fen, self.content)


class Prices:
    """All lists of a county with their rows."""

    def __init__(self, lists, rows):
        self._lists = {one.id: one for one in lists}
        self._rows = {}
        for row in rows:
            self._rows.setdefault((row.ingredient_id, row.supplier_id), []).append(row)
        for found in self._rows.values():
            found.sort(key=lambda row: (self._lists[row.list_id].from_date, row.list_id), reverse=True)

    def __bool__(self):
        return bool(self._rows)

    def on(self, ingredient_id, supplier_id, on):
        """The Listed that counts for goods of a supplier (None: not known) on a day, or None."""
        sellers = (supplier_id, None) if supplier_id is not None else (None,)
        for seller in sellers:
            for row in self._rows.get((ingredient_id, seller), ()):
                if self._lists[row.list_id].holds_on(on):
                    return row
        return None

    def head(self, list_id):
        return self._lists[list_id]


def said_unit(unit, content, measure):
    """The unit as people say it after a price: 斤, 袋, 500克."""
    word = (measure.package_name or "包") if unit == "package" else WORDS.get(unit, unit)
    one = measure.package_content if unit == "package" else measure.content(unit)
    return word if not one or content == one else f"{plain(Ratio(content, one).fraction())}{word}"
