"""Pages of orders: the list, ordering from the menu, one order to send, change and end."""

from mealwatch.purchasing.pages import ordering, orders
from mealwatch.purchasing.pages.blueprint import blueprint

__all__ = ["blueprint", "ordering", "orders"]
