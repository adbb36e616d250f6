"""The pages of the bureau's papers."""

from mealwatch.reports.official.pages import drafting, evidence, index, issued, reminder
from mealwatch.reports.official.pages.blueprint import blueprint

__all__ = ["blueprint", "drafting", "evidence", "index", "issued", "reminder"]
