"""The API of the ledger: documents of each kind, their reversals, the stock."""

from mealwatch.stock.api import books, documents
from mealwatch.stock.api.blueprint import blueprint

__all__ = ["blueprint", "books", "documents"]
