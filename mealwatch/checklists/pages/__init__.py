"""The pages of checklists: reading, changing, taking a file in."""

from mealwatch.checklists.pages import changing, editing, exchanging, reading
from mealwatch.checklists.pages.blueprint import blueprint

__all__ = ["blueprint", "changing", "editing", "exchanging", "reading"]
