"""What a menu asks of the store for those who eat: edible grams over the edible share, over the grams of one unit.

Exact until it is rounded to what a storekeeper can weigh or hand out. What
cannot be told (no amount on the menu, edible share or weight of a unit not
known) is named and never taken as nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from mealwatch.menus.domain.menu import rows_for

#: Why the need of an ingredient cannot be told.
NO_AMOUNT, NO_EDIBLE_SHARE, NO_WEIGHT = "amount", "edible_share", "weight"
#: Base units of the step to which a quantity in a unit is rounded: 0.1 jin, as fine in kilograms and litres.
_STEPS = {"g": 1, "kg": 50, "jin": 50, "ml": 1, "L": 50, "piece": 1}
#: Of these there is no part: rounded up, or the pot would lack some.
_WHOLE = ("piece", "package")


@dataclass(frozen=True)
class Need:
    """One ingredient's base units as bought for everybody: exact, None where it cannot be told.

    ``unknown`` says why (NO_AMOUNT, NO_EDIBLE_SHARE, NO_WEIGHT). ``mg_per_pupil`` is the menu's edible
    milligrams by age band, ``per_head`` the exact base units as bought; a band without an amount is left out.
    """

    ingredient_id: int
    base: Fraction | None
    unknown: tuple[str, ...]
    mg_per_pupil: dict[str, int]
    per_head: dict[str, Fraction]


def needs(rows, eaters, ingredients):
    """``{ingredient_id: Need}`` of one meal's menu, in the order of its rows.

    ``eaters``: {age band: heads, staff with the group with which they eat}; ``ingredients``: {id: Ingredient}.
    """
    found = {}
    for band, heads in eaters.items():
        for row in rows_for(rows, band):
            found.setdefault(row.ingredient_id, []).append((band, heads, row.mg_per_pupil))
    order = dict.fromkeys(row.ingredient_id for row in rows)
    return {one: _need(ingredients[one], found[one]) for one in order if one in found}


def rounded(need, ingredient, unit):
    """The need in whole base units that can be weighed or handed out in ``unit``; None where it cannot be told.

    Weights and volumes to the nearest step, half up; pieces and packages up. What is needed at all is never
    rounded to nothing. Raises kernel.quantity.UnitDoesNotFit.
    """
    step = step_of(ingredient, unit)
    if need.base is None:
        return None
    steps = need.base / step
    if unit in _WHOLE:
        return -(-steps.numerator // steps.denominator) * step
    nearest = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return max(nearest, 1 if steps else 0) * step


def step_of(ingredient, unit):
    """Base units of one step in a unit. Raises kernel.quantity.UnitDoesNotFit."""
    content = ingredient.measure.content(unit)
    return content if unit == "package" else _STEPS[unit]


def is_whole(unit):
    """Whether a unit is handed out whole, so that needs are rounded up."""
    return unit in _WHOLE


def _need(ingredient, wanted):
    """``wanted``: (band, heads, milligrams or None) of each row of the ingredient that holds for a band."""
    unknown = [
        why
        for why, missing in (
            (NO_AMOUNT, any(mg is None for _, _, mg in wanted)),
            (NO_EDIBLE_SHARE, not ingredient.edible_share),
            (NO_WEIGHT, not ingredient.grams),
        )
        if missing
    ]
    of_band, silent = {}, {band for band, _, mg in wanted if mg is None}
    for band, _, mg in wanted:
        if band not in silent:
            of_band[band] = of_band.get(band, 0) + mg
    if not ingredient.edible_share or not ingredient.grams:
        return Need(ingredient.id, None, tuple(unknown), of_band, {})
    per_mg = 1 / (1000 * ingredient.edible_share * ingredient.grams)
    per_head = {band: mg * per_mg for band, mg in of_band.items()}
    heads = {band: count for band, count, _ in wanted}
    base = None if unknown else sum((per_head[band] * heads[band] for band in per_head), Fraction(0))
    return Need(ingredient.id, base, tuple(unknown), of_band, per_head)
