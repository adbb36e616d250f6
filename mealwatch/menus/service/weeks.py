"""Planning a whole week at once: what a meal says beside its rows, and rows only where the menu really changes.

A plan that is not published yet may be changed freely; its next versions say so
themselves. After publishing, a change needs its reason (see publishing).
"""

import json

from mealwatch.audit import rows as audited
from mealwatch.audit import service as journal
from mealwatch.menus import errors, queries
from mealwatch.menus.domain import record as written
from mealwatch.menus.domain.dishes import METHODS, Meal, resolved, rows_of
from mealwatch.menus.domain.menu import check
from mealwatch.menus.models import MenuMeal
from mealwatch.menus.service import planning
from mealwatch.schools import queries as schools

#: Kept as the reason of rows that changed before they were put up.
BEFORE_PUBLISHING = "公布前修改"


def plan_week(county_id, canteen_id, week, meals, bands, *, by, now, reason=None):
    """Set the menus of a week's meals. Returns how many meals changed.

    ``meals``: domain.dishes.Meal values; a meal without dishes is taken off the plan. ``bands``: the age bands
    that eat. Raises what ``planning.plan`` raises, ReasonNeeded for a change to a published week, HourInvalid.
    """
    journal.lock(county_id)
    published = queries.latest_publication(county_id, canteen_id, week.monday)
    standing = {(meal.on, meal.meal): meal for meal in queries.meals_of(county_id, canteen_id, week, bands)}
    changed = []
    for meal in meals:
        if meal.on not in week:
            raise errors.OtherWeek(field="meals", on=meal.on, week=week)
        _check(meal)
        old = standing.get((meal.on, meal.meal)) or Meal(meal.on, meal.meal, ())
        if _differs(old, meal, bands):
            changed.append((old, meal))
    if changed and published and not (reason and reason.strip()):
        raise errors.ReasonNeeded(field="reason", week=week, version=published.version)
    why = (reason or "").strip() or BEFORE_PUBLISHING
    for old, meal in changed:
        if resolved(old.dishes, bands) != resolved(meal.dishes, bands):
            rows = rows_of(meal.dishes, bands)
            planning.plan(county_id, canteen_id, meal.on, meal.meal, rows, by=by, now=now, reason=why)
        _beside(county_id, canteen_id, meal, by=by, now=now)
    return len(changed)


def _differs(old, meal, bands):
    if resolved(old.dishes, bands) != resolved(meal.dishes, bands):
        return True
    if not meal.dishes:
        return False
    beside = [[(dish.name, dish.method) for dish in one.dishes] for one in (old, meal)]
    return beside[0] != beside[1] or old.serves_at != meal.serves_at or old.copied_from != meal.copied_from


def _check(meal):
    check(meal.meal, rows_of(meal.dishes))
    names = [dish.name for dish in meal.dishes]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise errors.DishTwice(field="meals", dish=twice, on=meal.on)
    for dish in meal.dishes:
        if dish.method not in METHODS:
            raise errors.MethodUnknown(field="meals", dish=dish.name, value=dish.method)
        if not dish.portions:
            raise errors.DishEmpty(field="meals", dish=dish.name, on=meal.on)


def _beside(county_id, canteen_id, meal, *, by, now):
    """Keep what the meal says beside its rows."""
    table = MenuMeal.__table__.c
    place = {"canteen_id": canteen_id, "dated_on": meal.on, "meal": meal.meal}
    held = audited.held(MenuMeal, county_id, *(table[name] == value for name, value in place.items()))
    if not meal.dishes and not held:
        return
    row = {
        "county_id": county_id,
        **place,
        "serves_at": meal.serves_at,
        "dishes": json.dumps([[dish.name, dish.method] for dish in meal.dishes], ensure_ascii=False),
        "copied_from": meal.copied_from,
    }
    key = written.key(schools.canteen_code(county_id, canteen_id), meal.on, meal.meal)
    audited.put(county_id, MenuMeal, [row], held, subject="menu_meal", key_of=lambda _: key, by=by, now=now)
