"""Which goods keep for months, and what a plate should hold of meat, fish and eggs: from the product's own tables."""

from fractions import Fraction

from mealwatch.catalogue.known_nutrients import known_as
from mealwatch.menus import standard

#: What keeps at least so many days is bought ahead and has no reason to leave on the day it came.
KEEPS_DAYS = 60
GRAIN, OIL, CONDIMENT = "谷薯类", "植物油", "调味品"
_KEEPING_GROUPS = OIL, CONDIMENT
_KEEPING_GRAIN = "米", "面粉", "挂面", "豆"
#: Staple foods that do not keep, although their name says grain.
_FRESH = "鲜", "湿", "米饭", "馒头", "花卷", "包子", "米粉", "米线", "面条", "凉皮"
#: Meat, fish and eggs, as the standard's rows name them.
DEAR = (standard.MEAT, "蛋类")


def storable(ingredient):
    """Whether it keeps for months in a dry store: by the list that comes with the product, else by group and name."""
    if ingredient.food_group not in (GRAIN, *_KEEPING_GROUPS):
        return False
    known = known_as(ingredient)
    if known and known.shelf_days is not None:
        return known.shelf_days >= KEEPS_DAYS
    if ingredient.food_group in _KEEPING_GROUPS:
        return True
    fresh = any(word in ingredient.name for word in _FRESH)
    return not fresh and any(word in ingredient.name for word in _KEEPING_GRAIN)


def staple(ingredient):
    """Grain that keeps, and oil: what can be bought over."""
    return ingredient.food_group in (GRAIN, OIL) and storable(ingredient)


def dear_grams():
    """``{(meal, age band): edible grams of meat, fish and eggs}``: the least that the standard has for a meal."""
    return {
        (meal, band): sum((standard.group_span(band, meal, group).low or Fraction(0) for group in DEAR), Fraction(0))
        for meal in standard.SHARES
        for band in standard.BANDS
    }
