"""The pages of rounds."""

from mealwatch.rounds.pages import avoiding, checking, drawing, listing, moving, papers, planning
from mealwatch.rounds.pages.blueprint import blueprint

__all__ = ["avoiding", "blueprint", "checking", "drawing", "listing", "moving", "papers", "planning"]
