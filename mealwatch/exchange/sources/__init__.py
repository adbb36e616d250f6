"""Where a set comes from: a folder or .zip of CSV files, or one .xlsx. All give the same tables of text."""

from mealwatch.exchange.sources.opening import open_set
from mealwatch.exchange.sources.table import Table

__all__ = ["Table", "open_set"]
