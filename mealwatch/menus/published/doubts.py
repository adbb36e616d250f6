"""What looks wrong in a published menu, said and never corrected.

The surprise: a dish's own name is read as evidence. A dish called 红烧鸡腿 whose
list holds wings disagrees with itself, and so does 青椒肉丝 without meat. A dish
with a bought-in part that the catalogue does not know is not judged.
"""

import re
from dataclasses import dataclass
from functools import cache

from mealwatch.catalogue.known import known_ingredients
from mealwatch.menus.published.lines import menus, rows

UNUSUAL_AMOUNT = "unusual_amount"
DISH_DISAGREES = "dish_disagrees"
NO_AMOUNT = "no_amount"
NOT_MATCHED = "not_matched"
FORBIDDEN = "forbidden"
OTHER_BANDS_ONLY = "other_bands_only"


@dataclass(frozen=True)
class Doubt:
    """One thing to ask about; ``about`` is the word, ``detail`` the amount, bands or note."""

    menu: int
    kind: str
    day: str
    dish: str
    about: str
    detail: str = ""


def all_doubts():
    """All doubts about all menus, in printed order."""
    return [doubt for menu in menus() for doubt in doubts_about(menu)]


def doubts_about(menu):
    """The doubts about one menu, lines first, then dishes; each is named once for all bands."""
    of_lines = [Doubt(menu.number, *found) for line in menu.lines for found in _about_line(line)]
    of_dishes = [
        Doubt(menu.number, *found)
        for (day, _, dish), lines in _dishes(menu)
        for found in _about_dish(menu, day, dish, lines)
    ]
    return list(dict.fromkeys(of_lines + of_dishes))


def _about_line(line):
    where = line.day, line.dish, line.printed
    if line.ingredient is None:
        yield NOT_MATCHED, *where
    if line.grams is None:
        yield NO_AMOUNT, *where, line.note
    elif line.ingredient and line.grams > line.ingredient.usual_most_g:
        yield UNUSUAL_AMOUNT, *where, f"{line.grams} g > {line.ingredient.usual_most_g} g"
    if line.ingredient and line.ingredient.forbidden:
        yield FORBIDDEN, *where, line.ingredient.risk


def _about_dish(menu, day, dish, lines):
    """Words of the dish's name that its list lacks, and lines that only other bands have."""
    for word in named_in(dish):
        lacking = [band for band in menu.bands if not _holds(word, [ln for ln in lines if ln.band in ("", band)])]
        if len(lacking) == len(menu.bands):
            listed = dict.fromkeys(line.printed for line in lines)
            yield DISH_DISAGREES, day, dish, word, "、".join(listed)
    for printed in dict.fromkeys(line.printed for line in lines if line.band):
        bands = {line.band for line in lines if line.printed == printed}
        missing = [band for band in menu.bands if band not in bands]
        if missing and "" not in bands:
            yield OTHER_BANDS_ONLY, day, dish, printed, "、".join(missing)


def named_in(dish):
    """The ingredient words in a dish's name, the longest first at each place."""
    return _any_word().findall(dish)


def _holds(word, lines):
    """Does the list hold what the word names? A bought-in part leaves the question open."""
    ingredients = [line.ingredient for line in lines]
    if None in ingredients or not ingredients:
        return True
    group = _generic_words().get(word)
    return any(word in ingredient.words or ingredient.food_group == group for ingredient in ingredients)


def _dishes(menu):
    found = {}
    for line in menu.lines:
        found.setdefault((line.day, line.meal, line.dish), []).append(line)
    return found.items()


@cache
def _generic_words():
    return {row["word"]: row["food_group"] for row in rows("generic_words")}


@cache
def _any_word():
    """Names of one character (鸡, 糖, 藕) are parts of too many other words to be read out of a name."""
    words = {word for ingredient in known_ingredients().values() for word in ingredient.words} | set(_generic_words())
    return re.compile("|".join(map(re.escape, sorted((w for w in words if len(w) > 1), key=len, reverse=True))))
