"""What is cooked and bought: the dishes of four weeks, and ingredients with their arithmetic in whole numbers."""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from mealwatch.catalogue.known import known_ingredients
from mealwatch.demo.trades import trade_of

_DISHES = Path(__file__).with_name("tables") / "dishes.csv"
_KEEPS = 14  # days; what keeps so long is bought for the week
ROTATIONS = "ABCD"
RICE, FLOUR, OIL, SALT = "大米（粳米）", "面粉（标准粉）", "大豆油", "食盐"
SEASONING = "调味品"


@dataclass(frozen=True, eq=False)
class Good:
    """An ingredient. There is one of each, so each equals only itself."""

    code: str
    name: str
    food_group: str
    base_unit: str
    package_content: int | None
    package_name: str
    grams_per_unit: Fraction
    edible_percent: int
    fen_per_kg: int
    shelf_days: int | None

    @property
    def keeps(self):
        return self.shelf_days is None or self.shelf_days >= _KEEPS

    @property
    def kind(self):
        return trade_of(self)

    def base_units(self, half_grams):
        """Base units that give so many half grams of edible food, to the nearest."""
        grams = self.grams_per_unit
        whole = self.edible_percent * grams.numerator
        return (2 * half_grams * 50 * grams.denominator + whole) // (2 * whole)

    def amount_fen(self, quantity, price):
        """What ``quantity`` base units cost at ``price`` fen per kg, to the nearest fen."""
        grams = self.grams_per_unit
        return (2 * quantity * grams.numerator * price + 1000 * grams.denominator) // (2000 * grams.denominator)


#: Not in the catalogue: what downgraded kitchens buy in the place of meat.
SUBSTITUTES = (
    Good("QT91", "冷冻调理肉丸", "其他", "g", None, "", Fraction(1), 100, 980, 180),
    Good("QT92", "冷冻裹粉鸡块", "其他", "g", None, "", Fraction(1), 100, 1050, 180),
)


@cache
def goods():
    """Every ingredient by its name."""
    known = {
        one.name: Good(
            one.code, one.name, one.food_group, one.base_unit, one.package_content, one.package_name,
            one.grams_per_unit, one.edible_percent, one.price_typical_fen, one.shelf_days,
        )
        for one in known_ingredients().values()
    }  # fmt: skip
    return known | {one.name: one for one in SUBSTITUTES}


@cache
def lunches():
    """``{(rotation, weekday): ((dish, Good, half grams edible, main), ...)}``; oil and salt come with every lunch."""
    found = {}
    with _DISHES.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            portion = (row["dish"], goods()[row["ingredient"]], int(2 * Fraction(row["grams"])), row["main"] == "yes")
            found.setdefault((row["rotation"], int(row["weekday"])), []).append(portion)
    always = [(SEASONING, goods()[OIL], 20, False), (SEASONING, goods()[SALT], 5, False)]
    return {key: (*portions, *always) for key, portions in found.items()}
