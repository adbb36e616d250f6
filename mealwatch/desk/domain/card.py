"""The principal's card: what needs somebody, the gravest first, and how a running week is going.

A running week is never called short. It is on its way when the days that are
complete, each day for itself, would reach the floor if the others came like them.
"""

from dataclasses import dataclass
from datetime import date

from mealwatch.duty.domain.card import Item
from mealwatch.kernel.ratio import Ratio

#: What needs somebody, the gravest first.
ORDER = (
    "overdue_close",
    "returned",
    "sign",
    "expired",
    "accompany",
    "finding",
    "close",
    "explain",
    "soon",
    "closure",
)
#: How each is marked.
LOOK = {"overdue_close": "short", "returned": "short", "expired": "short", "closure": "off", "close": "info"}


@dataclass(frozen=True)
class Thing:
    """Something that needs somebody. ``since``: the older of two of a kind comes first."""

    kind: str
    key: str
    text: str
    address: str
    since: date

    @property
    def look(self):
        """The class of its mark."""
        return LOOK.get(self.kind, "missing")

    def item(self):
        """What goes on record of it."""
        return Item(self.key, self.text, self.address)


def in_order(things):
    """The things, the gravest first, then the oldest."""
    return sorted(things, key=lambda one: (ORDER.index(one.kind), one.since, one.key))


def running(figures):
    """How an open week stands: none, met, on_way, behind, or not_begun (no day complete yet)."""
    if not figures.supply_days:
        return "none"
    if figures.decides >= figures.floor_fen:
        return "met"
    if not figures.complete_days:
        return "not_begun"
    if figures.complete:
        return "short"
    return "on_way" if expected(figures) >= figures.floor_fen else "behind"


def expected(figures):
    """Exact fen of the whole week if every day came like the complete ones; the days in part are left out."""
    days = [day for day in figures.days if day.complete]
    spent = Ratio.total(meal.price for day in days for meal in day.meals if meal.counts)
    return spent * Ratio(figures.supply_days, len(days))
