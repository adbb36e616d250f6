"""What a pupil group's week is worked out from: its supply days and their subsidised meals.

These are the facts that a closed week keeps, so that its figures can be worked
out again and explained long after calendar and counts have changed. Groups that
eat from one pot share one ``Pot``.
"""

from datetime import date
from typing import NamedTuple

from mealwatch.kernel.ratio import ZERO, Ratio


class Pot:
    """What one canteen cooked for one meal, and everyone who ate from it.

    ``silent`` names the groups (by id) that must eat from it and have no record:
    they count among the ``eaters`` with all their enrolled pupils. A contractor's
    meal without a declared food cost is not ``verified``.
    """

    __slots__ = ("canteen_id", "eaters", "fen", "meal", "on", "silent", "verified")

    def __init__(self, canteen_id, on, meal, fen=0, eaters=0, verified=True, silent=()):
        self.canteen_id = canteen_id
        self.on = on
        self.meal = meal
        self.fen = fen
        self.eaters = eaters
        self.verified = verified
        self.silent = silent

    @property
    def price(self):
        """Fen per head; 0 where nobody ate."""
        return Ratio(self.fen, self.eaters) if self.eaters else ZERO

    def __repr__(self):
        return f"Pot({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"

    def __eq__(self, other):
        return type(other) is Pot and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # pyright: ignore[reportAssignmentType]


class Meal(NamedTuple):
    """A subsidised meal of a supply day, seen by one group.

    ``enrolled`` and ``others_enrolled`` count the group's beneficiaries and other
    pupils; ``record`` (beneficiaries, others, staff) is None where there is none.
    """

    pot: Pot
    top_up_fen: int
    enrolled: int
    others_enrolled: int
    record: tuple[int, int, int] | None

    @property
    def on(self):
        return self.pot.on

    @property
    def meal(self):
        return self.pot.meal

    @property
    def canteen_id(self):
        return self.pot.canteen_id

    @property
    def price(self):
        """The pot's unit price in exact fen."""
        return self.pot.price

    @property
    def served(self):
        """Beneficiaries served; None without a record."""
        return None if self.record is None else self.record[0]

    @property
    def counts(self):
        """Only a meal at which the record served a beneficiary counts with its price."""
        return self.record is not None and self.record[0] > 0

    @property
    def has_cost(self):
        return self.pot.fen > 0 or not self.counts

    @property
    def complete(self):
        return not self.pot.silent and self.has_cost


class Day(NamedTuple):
    """A supply day of a group; ``subsidy_fen`` is owed to each pupil on it."""

    on: date
    subsidy_fen: int
    meals: tuple[Meal, ...]

    @property
    def complete(self):
        return all(meal.complete for meal in self.meals)


def by_day(supply, meals):
    """The Day values of a week: ``supply`` is its ((date, subsidy in fen), ...)."""
    of_day = {on: [] for on, _ in supply}
    for meal in meals:
        of_day[meal.on].append(meal)
    return tuple(Day(on, subsidy_fen, tuple(of_day[on])) for on, subsidy_fen in supply)


def frozen(supply, meals):
    """The facts of a week as JSON values, for the statement that closes it."""
    return [
        [[on.isoformat(), subsidy_fen] for on, subsidy_fen in supply],
        [[meal.on.isoformat(), *_frozen(meal)] for meal in meals],
    ]


def thawed(values):
    """What ``frozen`` wrote: (supply, meals)."""
    supply = tuple((date.fromisoformat(on), subsidy_fen) for on, subsidy_fen in values[0])
    return supply, tuple(_thawed(date.fromisoformat(on), *meal) for on, *meal in values[1])


def _frozen(meal):
    pot = meal.pot
    record = None if meal.record is None else list(meal.record)
    own = [meal.top_up_fen, meal.enrolled, meal.others_enrolled, record]
    return [pot.meal, pot.canteen_id, pot.fen, pot.eaters, pot.verified, list(pot.silent), *own]


def _thawed(on, name, canteen_id, fen, eaters, verified, silent, top_up_fen, enrolled, others_enrolled, record):
    pot = Pot(canteen_id, on, name, fen, eaters, verified, tuple(silent))
    return Meal(pot, top_up_fen, enrolled, others_enrolled, record and tuple(record))
