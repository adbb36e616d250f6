"""A canteen's dish book: the dishes it cooked, each with its last ingredients and grams; a new one starts with
dishes of published menus."""

from datetime import timedelta
from functools import lru_cache

from mealwatch.catalogue.domain.pinyin import words_of
from mealwatch.catalogue.known_nutrients import known_as
from mealwatch.menus import queries
from mealwatch.menus.domain.dishes import Dish, Portion, method_of
from mealwatch.menus.published.lines import menus

_BACK = timedelta(weeks=20)
#: A book with fewer dishes is filled up from published menus.
FEW = 12
_MOST = 150


def dishes_before(county_id, canteen_id, until, bands):
    """[(Dish, how many days it was on the menu)] of the last twenty weeks up to a date, the most used first."""
    last, used = {}, {}
    for meal in queries.meals_between(county_id, canteen_id, until - _BACK, until, bands):
        for dish in meal.dishes:
            last[dish.name] = dish
            used[dish.name] = used.get(dish.name, 0) + 1
    names = sorted(last, key=lambda name: (-used[name], name))
    return [(last[name], used[name]) for name in names[:_MOST]]


def published_dishes(ingredients):
    """Dishes of published menus whose ingredients the county knows, with their grams."""
    here = {}
    for one in ingredients:
        known = known_as(one)
        if known:
            here.setdefault(known.code, one)
    found = {}
    for menu in menus():
        dishes = {}
        for line in menu.of(menu.bands[0]):
            dishes.setdefault((line.day, line.dish), []).append(line)
        for (_, name), lines in dishes.items():
            dish = _published(name, lines, here)
            if dish:
                found.setdefault(name, dish)
    return list(found.values())


def _published(name, lines, here):
    portions = {}
    for line in lines:
        if line.ingredient is None or line.grams is None or line.ingredient.code not in here:
            return None
        mg = int(line.grams * 1000)
        portions[here[line.ingredient.code].id] = mg + portions.get(here[line.ingredient.code].id, 0)
    return Dish(name.strip("+"), method_of(name), tuple(Portion(one, {"": mg}) for one, mg in portions.items()))


@lru_cache(maxsize=20_000)
def letters_of(name):
    """Full pinyin and initials of a dish's name, for the search."""
    return words_of([name])
