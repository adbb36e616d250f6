"""Pages of menus: the planner of a week, one meal, published versions and the notice, one dish everywhere."""

from mealwatch.menus.pages import board, dishes, meals, papers, planner
from mealwatch.menus.pages.blueprint import blueprint

__all__ = ["blueprint", "board", "dishes", "meals", "papers", "planner"]
