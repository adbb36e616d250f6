"""Pricing a set outside the county's lock: its documents in their order of entry, canteen by canteen."""

from mealwatch.exchange.pricing.order import put_in_order
from mealwatch.exchange.pricing.run import price

__all__ = ["price", "put_in_order"]
