"""Documents as they are handed in, and what can be wrong with one by itself.

Quantities are whole base units, amounts whole fen. ``unit`` is the unit in
which a person gave the quantity; it is kept for showing and changes nothing.
"""

from dataclasses import dataclass
from datetime import date

from mealwatch.kernel import checks
from mealwatch.kernel.quantity import MOST
from mealwatch.stock import errors

KINDS = ("opening", "receipt", "issue", "delivery", "loss", "stocktake")
MEALS = ("breakfast", "lunch", "dinner", "snack")
LONGEST_USE = 60
#: An amount past this (100 million yuan) is a typing error.
DEAREST_FEN = 10**10


@dataclass(frozen=True)
class OpeningLine:
    ingredient_id: int
    quantity: int
    unit: str
    amount_fen: int
    expires_on: date | None = None
    counted_by: str | None = None
    witnessed_by: str | None = None


@dataclass(frozen=True)
class ReceiptLine:
    ingredient_id: int
    quantity: int
    unit: str
    amount_fen: int
    supplier_id: int | None = None
    batch_no: str | None = None
    produced_on: date | None = None
    expires_on: date | None = None
    buyer: str | None = None
    acceptor_1: str | None = None
    acceptor_2: str | None = None


@dataclass(frozen=True)
class IssueLine:
    ingredient_id: int
    quantity: int
    unit: str
    use_days: int = 1
    storekeeper: str | None = None
    collector: str | None = None


@dataclass(frozen=True)
class DeliveryLine:
    portions: int
    amount_fen: int
    food_cost_fen: int | None = None
    supplier_id: int | None = None
    acceptor_1: str | None = None
    acceptor_2: str | None = None


@dataclass(frozen=True)
class LossLine:
    ingredient_id: int
    quantity: int
    unit: str
    reason: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True)
class StocktakeLine:
    ingredient_id: int
    counted: int
    unit: str
    reason: str | None = None
    counted_by: str | None = None
    witnessed_by: str | None = None


LINES = {
    "opening": OpeningLine,
    "receipt": ReceiptLine,
    "issue": IssueLine,
    "delivery": DeliveryLine,
    "loss": LossLine,
    "stocktake": StocktakeLine,
}
_TWO_PEOPLE = (("acceptor_1", "acceptor_2"), ("counted_by", "witnessed_by"))
_RANGES = (
    ("quantity", 1, MOST),
    ("portions", 1, MOST),
    ("counted", 0, MOST),
    ("amount_fen", 0, DEAREST_FEN),
    ("food_cost_fen", 0, DEAREST_FEN),
    ("use_days", 1, LONGEST_USE),
)


@dataclass(frozen=True)
class Document:
    """One document: rows of one canteen, kind and number, on one date, for issues and deliveries one meal."""

    kind: str
    canteen_id: int
    doc_no: str
    dated_on: date
    lines: tuple
    meal: str | None = None

    def content(self):
        """What makes it this document, as JSON values: the unit it was typed in does not."""
        return [
            self.kind,
            self.canteen_id,
            self.doc_no,
            self.dated_on.isoformat(),
            self.meal,
            [_written(line) for line in self.lines],
        ]


@dataclass(frozen=True)
class Reversal:
    """Undoes a whole posted document and names it."""

    canteen_id: int
    kind: str
    doc_no: str
    dated_on: date
    reason: str
    reversed_by: str


def check(document, today):
    """Refuse a document that cannot be right whatever the store holds. Raises the first fault found."""
    if document.kind not in KINDS:
        raise errors.UnknownKind(field="kind", value=document.kind)
    if not document.doc_no.strip():
        raise errors.NumberMissing(field="doc_no")
    checks.refuse(checks.optional_text("doc_no", document.doc_no))
    if document.dated_on > today:
        raise errors.InTheFuture(field="dated_on", value=document.dated_on, today=today)
    checks.refuse(checks.day("dated_on", document.dated_on))
    if document.meal not in (MEALS if document.kind in ("issue", "delivery") else (None,)):
        raise errors.MealUnknown(field="meal", value=document.meal)
    if not document.lines:
        raise errors.NoLines(field="lines")
    for number, line in enumerate(document.lines):
        if type(line) is not LINES[document.kind]:
            raise TypeError(f"a {document.kind} has no {line!r}")
        _check_line(line, f"lines.{number}.", document.dated_on)
    if document.kind == "stocktake":
        counted = [line.ingredient_id for line in document.lines]
        for number, ingredient in enumerate(counted):
            if ingredient in counted[:number]:
                raise errors.CountedTwice(field=f"lines.{number}.ingredient", ingredient_id=ingredient)


def _check_line(line, place, dated_on):
    for name, least, most in _RANGES:
        value = getattr(line, name, least)
        if value is None and name == "food_cost_fen":
            continue
        if type(value) is not int or not least <= value <= most:
            raise errors.OutOfRange(field=place + name, value=value, least=least, most=most)
    expires_on = getattr(line, "expires_on", None)
    if expires_on and expires_on < dated_on:
        raise errors.ExpiredOnArrival(field=place + "expires_on", value=expires_on, on=dated_on)
    produced_on = getattr(line, "produced_on", None)
    if produced_on and expires_on and expires_on < produced_on:
        raise errors.ExpiresBeforeMade(field=place + "expires_on", value=expires_on, made=produced_on)
    for first, second in _TWO_PEOPLE:
        one, other = getattr(line, first, None), getattr(line, second, None)
        if one and other and one.strip() == other.strip():
            raise errors.SamePersonTwice(field=place + second, value=other)


def _written(line):
    return [
        value.isoformat() if isinstance(value, date) else value for name, value in vars(line).items() if name != "unit"
    ]
