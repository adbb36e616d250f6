"""One meal: what was issued beside what the menu asked for."""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from mealwatch.menus.domain.menu import rows_for


class Compared(NamedTuple):
    """An ingredient's base units by the menu (None: not on it, or without an amount) and as issued."""

    ingredient: object
    planned: int | None
    issued: int

    @property
    def percent(self):
        """Issued as a percentage of planned, rounded down; None without a plan."""
        return self.issued * 100 // self.planned if self.planned else None


def compared(rows, ground, bands, ingredients):
    """What the menu asks for those who ate, beside what was issued: [Compared, ...] by name.

    ``rows``: the meal's menu; ``ground``: its pot; ``bands``: the age band of each group by id.
    """
    planned, unknown = _planned(rows, ground, bands, ingredients)
    issued = defaultdict(int)
    for part in ground.parts:
        issued[part.line.ingredient_id] += part.quantity
    named = sorted({*planned, *unknown, *issued}, key=lambda one: ingredients[one].name)
    return [
        Compared(
            ingredients[one],
            int(planned[one]) if one in planned and one not in unknown else None,
            issued.get(one, 0),
        )
        for one in named
    ]


def largest_shortfall(lines):
    """The Compared of which most weight is lacking beside the menu; None where all reach 90 % of it."""
    lacking = [one for one in lines if one.planned and one.issued * 10 < one.planned * 9]
    return max(lacking, key=lambda one: (one.planned - one.issued) * (one.ingredient.grams or 1), default=None)


def _planned(rows, ground, bands, ingredients):
    """``({ingredient: base units}, {ingredients whose amount cannot be told})``."""
    planned, unknown = defaultdict(Fraction), set()
    for head in ground.heads:
        for row in rows_for(rows, bands.get(head.group.group_id, "")):
            per_pupil = base_units(row, ingredients[row.ingredient_id])
            if per_pupil is None:
                unknown.add(row.ingredient_id)
            else:
                planned[row.ingredient_id] += per_pupil * head.eaters
    return planned, unknown


def base_units(row, ingredient):
    """Market base units per pupil of a menu row: edible grams over the edible share, over the grams of one unit."""
    if None in (row.mg_per_pupil, ingredient.edible_share, ingredient.grams):
        return None
    return Fraction(row.mg_per_pupil, 1000) / ingredient.edible_share / ingredient.grams
