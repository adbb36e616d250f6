"""The pages of goods in."""

from mealwatch.acceptance.pages import allowances, delivery, listed, receipt
from mealwatch.acceptance.pages.blueprint import blueprint

__all__ = ["allowances", "blueprint", "delivery", "listed", "receipt"]
