"""The ingredients that a new county starts with, read from the one kept table.

Grams on a menu are edible grams; prices are for food as bought. ``bought_g``
is the bridge between the two.
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("tables") / "ingredients.csv"
_FORBIDDEN = "禁用"


@dataclass(frozen=True, eq=False)
class KnownIngredient:
    """There is one of each, so each equals only itself."""

    code: str
    name: str
    aliases: tuple[str, ...]
    initials: tuple[str, ...]
    food_group: str
    base_unit: str
    package_name: str
    package_content: int | None
    grams_per_unit: Fraction
    edible_percent: int
    price_low_fen: int  # this and the next two: fen per kg as bought
    price_typical_fen: int
    price_high_fen: int
    shelf_days: int | None
    usual_most_g: int
    risk: str

    @property
    def forbidden(self):
        """May a school canteen not prepare it?"""
        return self.risk.startswith(_FORBIDDEN)

    @property
    def words(self):
        """What menus call it: the name, the name without its bracket, the aliases."""
        return (self.name, self.name.partition("（")[0], *self.aliases)

    def bought_g(self, edible_g):
        """Grams as bought that give ``edible_g`` edible grams, exact."""
        return Fraction(edible_g) * 100 / self.edible_percent

    def base_units(self, edible_g):
        """Base units (g, ml or pieces) that give ``edible_g`` edible grams, exact."""
        return self.bought_g(edible_g) / self.grams_per_unit

    def typical_cost_fen(self, edible_g):
        """What ``edible_g`` edible grams cost at the typical price: fen, exact."""
        return self.bought_g(edible_g) * self.price_typical_fen / 1000


@cache
def known_ingredients():
    """Every known ingredient by its code."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: _read(row) for row in csv.DictReader(table)}


def _read(row):
    return KnownIngredient(
        code=row["code"],
        name=row["name"],
        aliases=tuple(filter(None, row["aliases"].split(";"))),
        initials=tuple(row["initials"].split()),
        food_group=row["food_group"],
        base_unit=row["base_unit"],
        package_name=row["package_name"],
        package_content=_whole(row["package_content"]),
        grams_per_unit=Fraction(row["grams_per_unit"]),
        edible_percent=int(row["edible_percent"]),
        price_low_fen=int(row["price_low_fen"]),
        price_typical_fen=int(row["price_typical_fen"]),
        price_high_fen=int(row["price_high_fen"]),
        shelf_days=_whole(row["shelf_days"]),
        usual_most_g=int(row["usual_most_g"]),
        risk=row["risk"],
    )


def _whole(cell):
    return int(cell) if cell else None
