"""Whole packages: a barrel of oil or a sack of salt leaves the store at once and is eaten over several supply days.

How long it lasts is told by the menu: base units a day for those who eat. A
new one is opened when the days of the last one are over, and never beside it.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: What is issued whole whenever it comes in packages.
OF_THE_SHELF = ("植物油", "调味品")
#: Other goods in packages are weighed out, unless one lasts at least so many days.
LONG = 20
#: A package that lasts less is collected for so many days at once: a school week.
WEEK = 5
#: The most days over which the ledger spreads a cost.
LONGEST = 60


@dataclass(frozen=True)
class Running:
    """A package in use: issued on that day, now on its ``day``-th of ``use_days`` supply days."""

    issued_on: date
    day: int
    use_days: int


@dataclass(frozen=True)
class Package:
    """What to issue of one ingredient: ``packages`` of them, ``quantity`` base units, for ``use_days``.

    Nothing (0) while one is ``running``. ``per_day`` is exact, in base units.
    """

    ingredient_id: int
    packages: int
    quantity: int
    use_days: int
    per_day: Fraction
    running: Running | None = None


def is_whole(ingredient, per_day):
    """Whether an ingredient is issued in whole packages, at ``per_day`` base units a supply day (exact)."""
    if not ingredient.package_content or not per_day or ingredient.base_unit == "piece":
        return False
    return ingredient.food_group in OF_THE_SHELF or ingredient.package_content >= LONG * per_day


def lasts(base, per_day):
    """The supply days that ``base`` units last, to the nearest day, half up; 1 to LONGEST."""
    days = Fraction(base) / per_day
    return min(max((2 * days.numerator + days.denominator) // (2 * days.denominator), 1), LONGEST)


def packages_for(ingredient, per_day):
    """How many packages are collected at once: one, or as many as a school week takes."""
    wanted = WEEK * per_day / ingredient.package_content
    return max(-(-wanted.numerator // wanted.denominator), 1)


def running(issued, on, supply_days):
    """The package in use on a day, or None: the one that lasts longest of those issued by then.

    ``issued``: (dated_on, use_days) pairs; ``supply_days``: the canteen's, ascending, from the earliest issue on.
    """
    found = None
    for issued_on, use_days in issued:
        if issued_on > on:
            continue
        day = bisect_left(supply_days, on) - bisect_left(supply_days, issued_on) + 1
        if issued_on == on or day <= use_days:
            one = Running(issued_on, day, use_days)
            if found is None or use_days - day > found.use_days - found.day:
                found = one
    return found


def whole_packages(per_day, issued, ingredients, *, on, supply_days, held):
    """``{ingredient_id: Package}`` of what is issued whole, for a supply day.

    ``per_day``: {ingredient id: exact base units a supply day, by the menu}; ``issued``: rows (ingredient_id,
    dated_on, quantity, use_days) of the standing issues (stock.queries.supplied.packages_issued); ``held``:
    {ingredient id: base units in the store}. No more is proposed than whole packages are there, if any is.
    """
    found = {}
    for ingredient_id, base in per_day.items():
        ingredient = ingredients[ingredient_id]
        if not is_whole(ingredient, base):
            continue
        mine = [(row.dated_on, row.use_days) for row in issued if row.ingredient_id == ingredient_id]
        now = running(mine, on, supply_days)
        if now:
            found[ingredient_id] = Package(ingredient_id, 0, 0, now.use_days, base, now)
            continue
        there = held.get(ingredient_id, 0) // ingredient.package_content
        count = min(packages_for(ingredient, base), there or LONGEST)
        quantity = count * ingredient.package_content
        found[ingredient_id] = Package(ingredient_id, count, quantity, lasts(quantity, base), base)
    return found


def per_day(needs_of_days):
    """``{ingredient id: exact base units}`` on average of all these days.

    ``needs_of_days``: one {ingredient id: exact base units} for each supply day with a menu, of all its meals.
    """
    total, days = {}, len(needs_of_days)
    for wanted in needs_of_days:
        for ingredient_id, base in wanted.items():
            total[ingredient_id] = total.get(ingredient_id, 0) + base
    return {ingredient_id: Fraction(base) / days for ingredient_id, base in total.items() if base}
