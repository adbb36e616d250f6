"""Six published weekly menus: what they cost, where they fall short, what is doubtful in them."""

from mealwatch.menus.published.cost import PlannedWeek, planned_weeks
from mealwatch.menus.published.doubts import Doubt, all_doubts
from mealwatch.menus.published.table import report

__all__ = ["Doubt", "PlannedWeek", "all_doubts", "planned_weeks", "report"]
