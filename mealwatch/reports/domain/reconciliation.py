"""A canteen's month, told twice: by what its store was worth, and by what its issues cost.

What was there, plus what came in, less what was lost, less what is left, must be
what was issued. What was issued went to subsidised meals, to other meals, or
(packages used over several days) to days of other months.
"""

from dataclasses import dataclass
from typing import NamedTuple

from mealwatch.reports.domain.month import Month
from mealwatch.schools.domain.school import Canteen


class Moved(NamedTuple):
    """What one ingredient was worth and how that moved, in fen; quantities in base units stand beside."""

    ingredient_id: int
    start_fen: int = 0
    opened_fen: int = 0
    received_fen: int = 0
    surplus_fen: int = 0
    lost_fen: int = 0
    short_fen: int = 0
    issued_fen: int = 0
    start: int = 0
    came: int = 0
    went: int = 0

    @property
    def end_fen(self):
        """What the standing lots hold at the end, in fen."""
        came_in = self.start_fen + self.opened_fen + self.received_fen + self.surplus_fen
        return came_in - self.lost_fen - self.short_fen - self.issued_fen

    @property
    def end(self):
        return self.start + self.came - self.went


class Destination(NamedTuple):
    """Where the cost of issue lines fell, in fen."""

    subsidised_fen: int = 0
    other_fen: int = 0


@dataclass(frozen=True)
class Reconciliation:
    """One canteen's month.

    ``moved``: by ingredient. ``lines_fen``: the issue lines of the month, added up; ``here`` says where those of
    their parts fell that lie in the month, ``elsewhere_fen`` the rest. ``brought``: parts of earlier months' issues
    that fell into this one. ``delivered_fen``: contractors' notes, which pass no store.
    """

    canteen: Canteen
    month: Month
    moved: tuple[Moved, ...]
    lines_fen: int
    here: Destination
    elsewhere_fen: int
    brought: Destination
    delivered_fen: int
    documents: tuple = ()

    def total(self, name):
        """The sum of one of ``Moved``'s amounts."""
        return sum(getattr(one, name) for one in self.moved)

    @property
    def issued_by_value_fen(self):
        """What must have been issued, by what the store was worth."""
        came = sum(self.total(name) for name in ("start_fen", "opened_fen", "received_fen", "surplus_fen"))
        return came - self.total("lost_fen") - self.total("short_fen") - self.total("end_fen")

    @property
    def difference_fen(self):
        """0 in a ledger that is whole."""
        return self.issued_by_value_fen - self.lines_fen

    @property
    def eaten_fen(self):
        """What of the store's goods went into the month's meals, brought over from earlier months or not."""
        return sum(self.here) + sum(self.brought)

    @property
    def reversed(self):
        """Documents of the month that were reversed later (or in it): they count nothing."""
        return tuple(one for one in self.documents if one.reversed_on is not None)
