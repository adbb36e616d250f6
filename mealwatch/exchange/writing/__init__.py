"""Writing a checked and priced set: made ready outside the county's lock, then one transaction, all or nothing."""

from mealwatch.exchange.writing.place import Place, expected_place
from mealwatch.exchange.writing.prepared import prepare
from mealwatch.exchange.writing.whole import Moved, Shifted, reserve, write

__all__ = ["Moved", "Place", "Shifted", "expected_place", "prepare", "reserve", "write"]
