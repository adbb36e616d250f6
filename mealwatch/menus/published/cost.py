"""What a published menu's lunches cost at typical prices, against the subsidy.

Edible grams over edible share times price, exact. A line that cannot be priced
(no amount, no ingredient matched) is named and never taken as zero, so a total
with such lines is a total of what is known. A range counts at its lower end.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from mealwatch.menus.published.lines import Line, Menu, menus

SUBSIDY_FEN = 500
FULL_WEEK = 5


@dataclass(frozen=True)
class PlannedWeek:
    """One band's lunches of one menu; costs are fen per pupil, exact."""

    menu: Menu
    band: str
    cost_by_day: tuple[tuple[str, Fraction], ...]
    unpriced: tuple[Line, ...]

    @property
    def days(self):
        return len(self.cost_by_day)

    @property
    def cost(self):
        """Fen for the days that are printed."""
        return sum((cost for _, cost in self.cost_by_day), Fraction(0))

    @property
    def floor(self):
        return SUBSIDY_FEN * self.days

    @property
    def gap(self):
        """Fen that the planned cost stays below the subsidy of its days."""
        return max(Fraction(0), self.floor - self.cost)

    @property
    def full_week_cost(self):
        """The cost scaled to five days, to hold menus of different length against each other."""
        return self.cost * FULL_WEEK / self.days


def planned_weeks():
    """Every menu and band, in the order of the menus."""
    return [planned_week(menu, band) for menu in menus() for band in menu.bands]


def planned_week(menu, band=""):
    by_day, unpriced = defaultdict(Fraction), []
    for line in menu.of(band):
        if line.ingredient is None or line.grams is None:
            unpriced.append(line)
        else:
            by_day[line.day] += line.ingredient.typical_cost_fen(line.grams)
    return PlannedWeek(menu, band, tuple((day, by_day[day]) for day in menu.days), tuple(unpriced))
