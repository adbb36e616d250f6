"""Changes to menus: planning meals and weeks, publishing a week, a dish changed everywhere."""

from mealwatch.menus.service.everywhere import change_dish, days_with, with_dish
from mealwatch.menus.service.planning import Planned, add_rows, batch_of, changes_between, plan, plan_named
from mealwatch.menus.service.publishing import follow, publish
from mealwatch.menus.service.weeks import plan_week

__all__ = [
    "Planned",
    "add_rows",
    "batch_of",
    "change_dish",
    "changes_between",
    "days_with",
    "follow",
    "plan",
    "plan_named",
    "plan_week",
    "publish",
    "with_dish",
]
