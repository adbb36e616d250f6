"""From staged rows to the documents of the ledger: the same values that a service would be handed."""

from datetime import datetime

from mealwatch.exchange.checking.context import day_of
from mealwatch.exchange.staging import unpacked
from mealwatch.stock.domain.documents import (
    KINDS,
    DeliveryLine,
    Document,
    IssueLine,
    LossLine,
    OpeningLine,
    ReceiptLine,
    StocktakeLine,
)


class Ids:
    """What stands for a ref in a document: the ref itself while pricing, the county's id for comparing and writing."""

    def __init__(self, canteen=None, ingredient=None, supplier=None, school=None, group=None):
        self._canteen, self._ingredient, self._supplier = canteen, ingredient, supplier
        self._school, self._group = school, group

    def same_as(self, other):
        """Whether both give the same ids."""
        return vars(self) == vars(other)

    @classmethod
    def of(cls, known):
        """The county's ids, None for what it does not have yet."""
        return cls(known.canteen.ids, known.ingredient.ids, known.supplier.ids)

    def canteen(self, ref):
        return self._canteen[ref] if self._canteen else ref

    def ingredient(self, ref):
        return self._ingredient[ref] if self._ingredient else ref

    def supplier(self, ref):
        return self._supplier[ref] if self._supplier and ref is not None else ref

    def school(self, ref):
        return self._school[ref]

    def group(self, ref):
        return self._group[ref]


REFS = Ids()


def document_of(kind, canteen, doc_no, dated, meal, lines, ids=REFS):
    """The Document of staged values; ``lines`` are the packed data of its rows in file order."""
    make = _LINES[kind]
    return Document(
        KINDS[kind],
        ids.canteen(canteen),
        doc_no,
        day_of(dated),
        tuple(make(ids, *unpacked(data)) for data in lines),
        meal,
    )


def instant_of(text):
    """A staged moment, or None."""
    return datetime.fromisoformat(text) if text else None


def _day(text):
    return day_of(text) if text else None


def _opening(ids, ingredient, quantity, unit, amount_fen, expires, counted_by, witnessed_by):
    return OpeningLine(ids.ingredient(ingredient), quantity, unit, amount_fen, _day(expires), counted_by, witnessed_by)


def _receipt(ids, ingredient, quantity, unit, amount_fen, supplier, batch_no, produced, expires, *people):
    return ReceiptLine(
        ids.ingredient(ingredient),
        quantity,
        unit,
        amount_fen,
        ids.supplier(supplier),
        batch_no,
        _day(produced),
        _day(expires),
        *people,
    )


def _issue(ids, ingredient, *rest):
    return IssueLine(ids.ingredient(ingredient), *rest)


def _delivery(ids, portions, amount_fen, food_cost_fen, supplier, *people):
    return DeliveryLine(portions, amount_fen, food_cost_fen, ids.supplier(supplier), *people)


def _loss(ids, ingredient, *rest):
    return LossLine(ids.ingredient(ingredient), *rest)


def _stocktake(ids, ingredient, *rest):
    return StocktakeLine(ids.ingredient(ingredient), *rest)


_LINES = (_opening, _receipt, _issue, _delivery, _loss, _stocktake)
