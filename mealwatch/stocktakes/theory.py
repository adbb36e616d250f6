"""What the menus take of some ingredients over some days, for those who ate."""

from collections import defaultdict
from datetime import timedelta

from mealwatch.catalogue import queries as catalogue
from mealwatch.meals import queries as meals
from mealwatch.menus import queries as menus
from mealwatch.menus.domain.needs import needs
from mealwatch.schools import queries as schools
from mealwatch.stock.queries import counted, supplied
from mealwatch.stocktakes.domain.differences import Use


def uses(county_id, canteen_id, on, missing):
    """``{ingredient id: (first day, Use)}`` for what is ``missing`` ({ingredient id: base units}) at a count that day.

    From the day after an ingredient was counted last, or the first of the month, to the day of the count.
    """
    since = counted.last_counted(county_id, canteen_id, on, missing)
    starts = {one: _start(since.get(one), on) for one in missing}
    ingredients = {one.id: one for one in catalogue.ingredients_of(county_id, list(missing))}
    found = {}
    for first in sorted(set(starts.values())):
        mine = [one for one in missing if starts[one] == first]
        theory = _theory(county_id, canteen_id, first, on, {one: ingredients[one] for one in mine})
        issued = supplied.issued_between(county_id, canteen_id, first, on, mine)
        for one in mine:
            found[one] = first, Use(theory.get(one), issued.get(one, 0), missing[one])
    return found


def _start(counted_on, on):
    return counted_on + timedelta(days=1) if counted_on else on.replace(day=1)


def _theory(county_id, canteen_id, first, last, ingredients):
    """``{ingredient id: exact base units}``; what some menu does not tell is left out."""
    rows = defaultdict(list)
    for row in menus.menu_rows(county_id, first, last, canteen_ids=[canteen_id]):
        if row.ingredient_id in ingredients:
            rows[row.dated_on, row.meal].append(row)
    eaters = _eaters(county_id, canteen_id, first, last)
    total, untold = {}, set()
    for place, some in rows.items():
        for ingredient_id, need in needs(some, eaters.get(place, {}), ingredients).items():
            if need.base is None:
                untold.add(ingredient_id)
            else:
                total[ingredient_id] = total.get(ingredient_id, 0) + need.base
    return {one: base for one, base in total.items() if one not in untold}


def _eaters(county_id, canteen_id, first, last):
    """``{(date, meal): {age band: heads}}`` of those who ate from this canteen, staff with their group."""
    roll = schools.roll_of(county_id)
    groups = roll.groups_ever_at(canteen_id)
    found = defaultdict(lambda: defaultdict(int))
    for (on, meal), by_group in meals.served(county_id, first, last, group_ids=groups).items():
        for group_id, counts in by_group.items():
            row = roll.on(group_id, on)
            if row and row.canteen_id == canteen_id:
                found[on, meal][row.age_band] += sum(counts)
    return found
