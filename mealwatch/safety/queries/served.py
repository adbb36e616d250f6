"""Which meals a canteen serves to which schools on which days: by the supply calendar, the standards and the menus."""

from collections import defaultdict
from datetime import timedelta

from mealwatch.menus import queries as menus
from mealwatch.safety.domain.kind import MEALS
from mealwatch.safety.domain.kinds.samples import is_dish
from mealwatch.schools import queries as schools


def served(county_id, first, last, *, canteen_id=None, school_ids=None):
    """``{(day, canteen id): {meal: [school ids]}}``: meals that carry the subsidy and those that have a menu."""
    if school_ids is None and canteen_id is not None:
        school_ids = schools.schools_fed_by(county_id, canteen_id, last) | schools.schools_fed_by(
            county_id, canteen_id, first
        )
    groups = schools.groups_of(county_id, school_ids)
    supply = schools.supply_of(county_id, first, last, school_ids=school_ids)
    standards = schools.standards_of(county_id, school_ids)
    planned = _planned(county_id, first, last, canteen_id)
    found = defaultdict(lambda: defaultdict(set))
    for day in (first + timedelta(days=k) for k in range((last - first).days + 1)):
        for group in groups:
            state = supply.roll.on(group.id, day)
            if state is None or canteen_id not in (None, state.canteen_id) or not supply.has(group.id, day):
                continue
            meals = {meal for meal, _ in standards.subsidised(group.school_id, group.id, day)}
            for meal in meals | planned.get((day, state.canteen_id), set()):
                found[day, state.canteen_id][meal].add(group.school_id)
    return {
        place: {meal: sorted(by_meal[meal]) for meal in MEALS if meal in by_meal} for place, by_meal in found.items()
    }


def dishes_of(county_id, canteen_id, on):
    """``{meal: [dishes]}`` of the day's menu, in its order."""
    found = {}
    for row in menus.menu_rows(county_id, on, on, canteen_ids=[canteen_id]):
        dishes = found.setdefault(row.meal, [])
        if row.dish not in dishes and is_dish(row.dish):
            dishes.append(row.dish)
    return found


def _planned(county_id, first, last, canteen_id):
    rows = menus.menu_rows(county_id, first, last, canteen_ids=None if canteen_id is None else [canteen_id])
    found = defaultdict(set)
    for row in rows:
        found[row.dated_on, row.canteen_id].add(row.meal)
    return found
