"""Pages of the canteens' books: what may be entered, the documents, the stock, the ledgers."""

from mealwatch.stock.pages import canteens, changing, cosigning, documents, entering, ledger, reversing
from mealwatch.stock.pages.blueprint import blueprint

__all__ = ["blueprint", "canteens", "changing", "cosigning", "documents", "entering", "ledger", "reversing"]
