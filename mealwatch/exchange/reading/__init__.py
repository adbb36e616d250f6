"""Reading a set: every cell is read and looked at once; what is sound waits in memory (registers) or in the staging."""

from mealwatch.exchange.reading.whole import read_set

__all__ = ["read_set"]
