"""The running year: what a school's pupils got per supply day so far, beside the subsidy owed.

The national rule is yearly (年度内日生均 not below the subsidy); the week's floor is the county's stricter one.
"""

from dataclasses import dataclass

from mealwatch.kernel.ratio import ZERO, Ratio


@dataclass(frozen=True)
class Year:
    """Sums over the weeks of a calendar year up to one week: supply days of all groups, exact fen."""

    supply_days: int
    spend: Ratio
    floor_fen: int

    @property
    def per_day(self):
        """Exact fen per pupil and supply day."""
        return self.spend / self.supply_days if self.supply_days else ZERO

    @property
    def floor_per_day(self):
        """What is owed per pupil and supply day."""
        return Ratio(self.floor_fen, self.supply_days) if self.supply_days else ZERO

    @property
    def met(self):
        return self.spend >= self.floor_fen


def running(figures):
    """The Year of some groups' weeks; None without supply days."""
    days = sum(one.supply_days for one in figures)
    if not days:
        return None
    return Year(days, Ratio.total(one.spend for one in figures), sum(one.floor_fen for one in figures))
