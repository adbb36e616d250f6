"""Ingredients and suppliers, as values.

Stock counts base units as bought; nutrition and menus count edible grams. The
two decimals that lead from one to the other are kept as written and exact.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mealwatch.kernel.quantity import Measure

FOOD_GROUPS = (
    "谷薯类",
    "蔬菜类",
    "水果类",
    "畜禽肉类",
    "鱼虾类",
    "蛋类",
    "奶及奶制品",
    "大豆类及其制品和坚果",
    "植物油",
    "调味品",
    "其他",
)
#: Names in one column of aliases are parted by this.
ALIAS_MARK = ";"


@dataclass(frozen=True)
class Ingredient:
    """``pinyin`` is what a search matches; ``grams_per_unit`` and ``edible_percent`` are plain decimals as text."""

    id: int
    code: str
    name: str
    aliases: tuple[str, ...]
    pinyin: str
    food_group: str
    base_unit: str
    package_name: str | None = None
    package_content: int | None = None
    grams_per_unit: str | None = None
    edible_percent: str | None = None

    @property
    def measure(self):
        """How it is counted: base unit and package."""
        return Measure(self.base_unit, self.package_content, self.package_name)

    @property
    def grams(self):
        """Grams as bought of one base unit, exact; None where unknown. A gram weighs one."""
        if self.grams_per_unit is None:
            return Fraction(1) if self.base_unit == "g" else None
        return Fraction(self.grams_per_unit)

    @property
    def edible_share(self):
        """Edible part of what is bought, exact; None where unknown."""
        return None if self.edible_percent is None else Fraction(self.edible_percent) / 100


@dataclass(frozen=True)
class Supplier:
    """As the register has them today. ``licence_from`` is the licence's own first day, where that is known."""

    id: int
    code: str
    name: str
    aliases: tuple[str, ...]
    licence_no: str | None = None
    licence_expires_on: date | None = None
    contact: str | None = None
    phone: str | None = None
    licence_from: date | None = None


def aliases_of(text):
    """Other names out of their column."""
    return tuple(name for name in (part.strip() for part in text.split(ALIAS_MARK)) if name)
