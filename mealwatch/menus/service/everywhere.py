"""One dish changed on all its days from a day on: in plans freely, in published weeks as their next version."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from mealwatch.audit import service as journal
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, facts, queries
from mealwatch.menus.domain.dishes import Dish
from mealwatch.menus.service import publishing, weeks

#: So far ahead a dish is looked for.
AHEAD = timedelta(weeks=26)


def days_with(county_id, canteen_id, dish, since, bands):
    """The planned meals from a day on that hold a dish of this name."""
    meals = queries.meals_between(county_id, canteen_id, since, since + AHEAD, bands)
    return [meal for meal in meals if any(one.name == dish for one in meal.dishes)]


def with_dish(meal, dish, name, portions):
    """The meal with the dish under its new name and with its new portions; the way of cooking stays."""
    dishes = [Dish(name, one.method, portions) if one.name == dish else one for one in meal.dishes]
    return replace(meal, dishes=tuple(dishes))


def change_dish(county_id, canteen_id, dish, name, portions, since, *, by, now, reason=None):
    """Change a dish on all its days from ``since`` on. Returns the meals as they are now.

    Raises NoDish, DishTwice, ReasonNeeded where a week is published, what ``publish`` raises there, WeekClosed.
    """
    journal.lock(county_id)
    bands = [band for band, _ in facts.bands_fed(county_id, canteen_id, since)]
    found = days_with(county_id, canteen_id, dish, since, bands)
    if not found:
        raise errors.NoDish(field="dish", value=dish, on=since)
    changed = [with_dish(meal, dish, name, portions) for meal in found]
    asked = {"by": by, "now": now, "reason": reason}
    for week, meals in groupby(changed, key=lambda meal: Week.of(meal.on)):
        if weeks.plan_week(county_id, canteen_id, week, list(meals), bands, **asked):
            publishing.follow(county_id, canteen_id, week, **asked)
    return changed
