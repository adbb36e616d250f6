"""Looking at rows together: what no single row can tell."""

from mealwatch.exchange.checking.books import check_books
from mealwatch.exchange.checking.context import Context
from mealwatch.exchange.checking.existing import compare_with_county

__all__ = ["Context", "check_books", "compare_with_county"]
