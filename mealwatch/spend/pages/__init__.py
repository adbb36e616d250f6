"""Pages that close weeks, show what was closed, and reopen."""

from mealwatch.spend.pages import closing, reopening, statements
from mealwatch.spend.pages.blueprint import blueprint

__all__ = ["blueprint", "closing", "reopening", "statements"]
