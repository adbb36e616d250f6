"""Tables of the ledger and of what hangs on its documents. All are append-only; of a lot only what is drawn moves."""

from mealwatch.stock.models.changes import Correction, DocumentPhoto
from mealwatch.stock.models.ledger import (
    DeliveryLine,
    Document,
    Draw,
    IssueLine,
    LossLine,
    Lot,
    OpeningLine,
    ReceiptLine,
    Reversal,
    StocktakeLine,
)

__all__ = [
    "Correction",
    "DeliveryLine",
    "Document",
    "DocumentPhoto",
    "Draw",
    "IssueLine",
    "LossLine",
    "Lot",
    "OpeningLine",
    "ReceiptLine",
    "Reversal",
    "StocktakeLine",
]
