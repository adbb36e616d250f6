"""Pages of what follows from cases, and what they add to others' pages."""

from mealwatch.cases.following.pages import asking, checks, climbing, looking, meetings
from mealwatch.cases.following.pages.beside import beside, reserved, waiting, wake
from mealwatch.cases.following.pages.blueprint import blueprint

__all__ = [
    "asking",
    "beside",
    "blueprint",
    "checks",
    "climbing",
    "looking",
    "meetings",
    "reserved",
    "waiting",
    "wake",
]
