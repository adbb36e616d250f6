"""The cook's week: dishes in rotation, and grams that bring the week to the planned cost.

What a cook makes more or less of are the meats and eggs of the dishes; rice,
vegetables, fruit and boxed milk stay. The grams of one week share one factor,
found from the week's prices.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from mealwatch.catalogue.known import KnownIngredient
from mealwatch.demo.kept import ingredient, rows

MILK = "纯牛奶"
#: what one portion weighs in each age band, percent of the portion planned
BAND_PERCENT = {"6-8": 90, "9-11": 100, "12-14": 108}
SEASONING = "调味品"
_LEAST, _MOST, _RICH = Fraction(6, 10), Fraction(16, 10), Fraction(13, 10)
_ROTATIONS = "ABCD"
_RICE_ROTATIONS = "AC"  # for canteens that open rice by the sack: rice every day


@dataclass(frozen=True)
class Portion:
    """One ingredient of a dish: edible grams for one pupil."""

    dish: str
    ingredient: KnownIngredient
    grams: Fraction
    main: bool

    @property
    def counted(self):
        """Milk and yogurt come one to a pupil, whatever the age."""
        return self.ingredient.base_unit == "piece" and not self.main

    def sized(self, factor):
        return self if self.counted else replace(self, grams=_weighable(self.grams * factor))

    def cost_fen(self, price):
        """What it costs at ``price(ingredient)`` fen per kg, exact."""
        return self.ingredient.bought_g(self.grams) * price(self.ingredient) / 1000


def planned_week(days, turn, percent, price, target_fen, rice_only=False):
    """The portions of each day, ``{day: [Portion]}``, that cost about ``target_fen`` a pupil in all.

    ``turn`` picks the rotation, ``percent`` sizes all portions. A day without milk gets
    it where the target asks for more than bigger portions give.
    """
    rotations = _RICE_ROTATIONS if rice_only else _ROTATIONS
    letter = rotations[turn % len(rotations)]
    menus = {on: [p.sized(Fraction(percent, 100)) for p in _lunch(letter, _weekday(on))] for on in days}
    factor = _factor(menus, price, target_fen)
    for on in days:
        if factor <= _RICH:
            break
        if not any(portion.ingredient.name == MILK for portion in menus[on]):
            menus[on].append(Portion("学生奶", ingredient(MILK), Fraction(206), False))
            factor = _factor(menus, price, target_fen)
    factor = min(max(factor, _LEAST), _MOST)
    return {on: [p.sized(factor) if p.main else p for p in portions] for on, portions in menus.items()}


@cache
def boarders_meal(meal, turn):
    """The breakfast or dinner of boarders; two of each in turn."""
    return tuple(
        Portion(row["dish"], ingredient(row["ingredient"]), Fraction(row["grams"]), False)
        for row in rows("boarders")
        if (row["meal"], int(row["turn"])) == (meal, turn % 2)
    )


@cache
def _lunch(letter, weekday):
    dishes = [
        Portion(row["dish"], ingredient(row["ingredient"]), Fraction(row["grams"]), row["main"] == "yes")
        for row in rows("dishes")
        if (row["rotation"], int(row["weekday"])) == (letter, weekday)
    ]
    return (*dishes, *seasonings())


@cache
def seasonings():
    return tuple(
        Portion(SEASONING, ingredient(row["ingredient"]), Fraction(row["grams"]), False) for row in rows("seasonings")
    )


def _weekday(on):
    """Which day of the rotation is cooked; a make-up Saturday repeats Monday, a Sunday Tuesday."""
    return (on.isoweekday() - 1) % 5 + 1


def _factor(menus, price, target_fen):
    portions = [portion for day in menus.values() for portion in day]
    main = sum(portion.cost_fen(price) for portion in portions if portion.main)
    rest = sum(portion.cost_fen(price) for portion in portions if not portion.main)
    return (target_fen - rest) / main


def _weighable(grams):
    """What a cook can weigh: whole grams, half grams below twenty."""
    steps = 1 if grams >= 20 else 2
    return Fraction((2 * grams * steps + 1) // 2, steps)
