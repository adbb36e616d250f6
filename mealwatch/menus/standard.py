"""WS/T 554-2017 as this project holds it: what a meal should contain for an age band.

A meal gives its share of the day's energy and nutrients (breakfast 25-30 %,
lunch 35-40 %, dinner 30-35 %); food amounts have tables of their own for
breakfast and for lunch or dinner. A snack has no share: what it gives counts
towards the others.
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("tables") / "standard.csv"
#: Percent of the day that a meal gives, and the table of its food amounts.
SHARES = {"breakfast": (25, 30), "lunch": (35, 40), "dinner": (30, 35)}
_TABLE_OF = {"breakfast": "breakfast", "lunch": "lunch", "dinner": "lunch"}
#: Percent of the value within which energy and protein are as they should be.
TOLERANCE = {"energy": (90, 110), "protein": (80, 120)}
#: Percent of the energy.
OF_ENERGY = {"fat": (20, 30), "carbohydrate": (50, 65)}
BANDS = ("6-8", "9-11", "12-14", "15-17")
MEAT = "鱼禽肉类"
SALT = "盐"
SOY = "大豆类及其制品和坚果"
#: The rows shown, and the food groups that count in each.
GROUPS = {
    "谷薯类": ("谷薯类",),
    "蔬菜类": ("蔬菜类",),
    "水果类": ("水果类",),
    MEAT: ("畜禽肉类", "鱼虾类"),
    "蛋类": ("蛋类",),
    "奶及奶制品": ("奶及奶制品",),
    SOY: (SOY,),
    "植物油": ("植物油",),
    SALT: (SALT,),
}
#: At most, not at least.
LIMITED = ("植物油", SALT)
#: The printed number is a whole day's, so falling short of it is advice.
ADVICE = (SOY,)


@dataclass(frozen=True)
class Span:
    """From ``low`` to ``high`` grams (or kcal, mg ...); None: no bound."""

    low: Fraction | None
    high: Fraction | None


@cache
def group_span(band, meal, group):
    """What one meal should hold of a food group for a band, as a Span in grams."""
    rows = [_cell(_TABLE_OF[meal], part, band) for part in GROUPS[group]]
    low = sum(Fraction(cell.partition("-")[0]) for cell in rows)
    high = sum(Fraction(cell.partition("-")[2] or cell) for cell in rows)
    if group in LIMITED:
        return Span(None, high)
    return Span(low, high if "-" in rows[0] else None)


@cache
def day_amount(band, nutrient):
    """The day's amount for a band: the mean of boys and girls."""
    boys, _, girls = _cell("day", nutrient, band).partition("/")
    return (Fraction(boys) + Fraction(girls)) / 2


def nutrients_judged():
    """The nutrients for which the standard names a day's amount, in its order."""
    return [item for table, item in _rows() if table == "day"]


@cache
def nutrient_span(band, meal, nutrient):
    """What one meal should give of a nutrient, with the standard's tolerance, as a Span."""
    day, (low, high) = day_amount(band, nutrient), SHARES[meal]
    least, most = TOLERANCE.get(nutrient, (100, None))
    return Span(day * low * least / 10_000, None if most is None else day * high * most / 10_000)


def _cell(table, item, band):
    return _rows()[table, item][band]


@cache
def _rows():
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {(row["table"], row["item"]): row for row in csv.DictReader(table)}
