"""Pages of cases: the bureau's board and list, one case, the school's side, who stands in at closing."""

from mealwatch.cases.pages import board, case, deputies, opening, school, steps
from mealwatch.cases.pages.blueprint import blueprint

__all__ = ["blueprint", "board", "case", "deputies", "opening", "school", "steps"]
