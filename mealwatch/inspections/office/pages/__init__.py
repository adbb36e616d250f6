"""Pages of deposited visits, of findings and of differences, and their paper."""

from mealwatch.inspections.office.pages import differences, evidence, findings, found, paper, visit, visits
from mealwatch.inspections.office.pages.blueprint import blueprint

__all__ = ["blueprint", "differences", "evidence", "findings", "found", "paper", "visit", "visits"]
