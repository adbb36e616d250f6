"""Writing a checked and priced set: one transaction, all or nothing."""

from mealwatch.exchange.writing.whole import Moved, write

__all__ = ["Moved", "write"]
