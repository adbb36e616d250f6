"""What to order: what the menus of the chosen days ask for, less what is there and on its way, in what can be bought.

What the meals before the first of those days still take is not there any more.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mealwatch.menus.domain.needs import needs

#: Base units of the steps in which loose goods are ordered: a jin (500 ml), or a tenth below five jin.
_STEP, _FINE, _FINE_BELOW = 500, 50, 2500


@dataclass(frozen=True)
class Wanted:
    """What some meals need of an ingredient: exact base units, None where a menu does not tell; for which days."""

    base: Fraction | None
    days: tuple[date, ...]


@dataclass(frozen=True)
class Proposal:
    """One ingredient: needed, kept for the meals before, there, on its way, and the base units to order (None:
    the menu does not tell how much)."""

    ingredient_id: int
    need: Fraction | None
    before: Fraction
    held: int
    coming: int
    quantity: int | None
    days: tuple[date, ...]


def wanted(menus, eaters, ingredients):
    """``{ingredient_id: Wanted}`` of several meals. ``menus``, ``eaters``: {(date, meal): rows, {age band: heads}}."""
    found = {}
    for place in sorted(menus):
        for ingredient_id, need in needs(menus[place], eaters.get(place, {}), ingredients).items():
            known = found.get(ingredient_id, Wanted(Fraction(0), ()))
            base = None if known.base is None or need.base is None else known.base + need.base
            found[ingredient_id] = Wanted(base, (*known.days, *(() if place[0] in known.days else (place[0],))))
    return found


def proposals(chosen, before, held, coming, ingredients):
    """``{ingredient_id: Proposal}`` for what ``chosen`` wants; ``before``: {ingredient_id: Wanted} of earlier meals.

    ``held`` and ``coming``: {ingredient_id: base units}.
    """
    found = {}
    for ingredient_id, want in chosen.items():
        earlier = before.get(ingredient_id)
        kept = earlier.base if earlier and earlier.base is not None else Fraction(0)
        there, on_its_way = held.get(ingredient_id, 0), coming.get(ingredient_id, 0)
        quantity = None
        if want.base is not None:
            quantity = to_order(want.base + kept - there - on_its_way, ingredients[ingredient_id])
        found[ingredient_id] = Proposal(ingredient_id, want.base, kept, there, on_its_way, quantity, want.days)
    return found


def to_order(lacking, ingredient):
    """``lacking`` base units (exact) rounded up to what can be bought: whole packages, pieces, jin; 0 for none."""
    if lacking <= 0:
        return 0
    step = step_of(lacking, ingredient)
    steps = Fraction(lacking) / step
    return -(-steps.numerator // steps.denominator) * step


def step_of(lacking, ingredient):
    """Base units of the step in which an ingredient is bought."""
    if ingredient.package_content:
        return ingredient.package_content
    if ingredient.base_unit == "piece":
        return 1
    return _FINE if lacking < _FINE_BELOW else _STEP
