"""What a canteen's menus asked for, what left its store and who ate, held together week by week.

A meal is judged where all three are known: a menu with amounts, heads of every
group that had to eat, and goods issued. The others are counted by what they
lack and enter no sum, so that a gap in the record is never taken for a skim.
Packages issued for several days fall on those days as their cost does.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from mealwatch.alerts.domain.robust import median
from mealwatch.kernel.week import Week

_NANO = 10**9
#: Why a meal cannot be judged.
NO_MENU, NO_HEADS, NO_ISSUE = "menu", "heads", "issue"


class MenuLine(NamedTuple):
    """A standing row of a menu: edible milligrams for one pupil of a band, None where not told."""

    on: object
    meal: str
    dish: str
    ingredient_id: int
    age_band: str
    mg_per_pupil: int | None


class IssueLine(NamedTuple):
    """A standing issue line in base units and fen."""

    on: object
    meal: str
    ingredient_id: int
    quantity: int
    use_days: int
    fen: int


class Eaters(NamedTuple):
    """Heads by age band, staff with the group they eat with; ``missing``: a group that had to eat has no record."""

    bands: dict
    missing: bool = False

    @property
    def heads(self):
        return sum(self.bands.values())


class Good(NamedTuple):
    """Of one ingredient at judged meals: base units the menus ask for (None: not told), base units and fen issued."""

    planned: Fraction | None
    issued: int
    fen: int


class Out(NamedTuple):
    """Of one ingredient at all meals: base units and fen issued."""

    quantity: int
    fen: int


@dataclass(frozen=True)
class Plate:
    """One meal of one canteen: what its menu asked for and what was issued to it, by ingredient.

    ``by_package``: ingredients of which a package was opened for several days, so no single day tells.
    """

    canteen_id: int
    on: object
    meal: str
    eaters: Eaters
    planned: dict
    issued: dict
    dishes: dict
    by_package: frozenset = frozenset()

    @property
    def judged(self):
        told = any(base is not None for base in self.planned.values())
        return not why_not(told, self.eaters, bool(self.issued))


@dataclass(frozen=True)
class KitchenWeek:
    """A canteen's week. ``heads``: {(meal, age band): person-meals} and ``goods`` of judged meals; ``out`` of all.

    ``menu`` and ``issues`` are fingerprints of what was planned and issued: (weekday, fingerprint) of each day,
    ``all_heads``: (weekday, meal, heads) of every meal with a record; ``lumps``: ingredients of which whole packages
    were issued to one day, whatever they were used for.
    """

    canteen_id: int
    week: Week
    judged: int = 0
    lacking: dict = field(default_factory=dict)
    heads: dict = field(default_factory=dict)
    goods: dict = field(default_factory=dict)
    out: dict = field(default_factory=dict)
    menu: tuple = ()
    issues: tuple = ()
    all_heads: tuple = ()
    lumps: frozenset = frozenset()

    @property
    def menu_days(self):
        return len(self.menu)

    @property
    def person_meals(self):
        return sum(self.heads.values())


@dataclass(frozen=True)
class Kitchen:
    """All canteens: ``weeks`` {canteen id: {Week: KitchenWeek}}, ``plates`` {canteen id: [Plate of the last week]}."""

    weeks: dict = field(default_factory=dict)
    plates: dict = field(default_factory=dict)

    def of(self, canteen_ids):
        """``{Week: KitchenWeek}`` of some canteens together; a week of which nothing is known is left out."""
        found = defaultdict(list)
        for canteen_id in canteen_ids:
            for week, one in self.weeks.get(canteen_id, {}).items():
                found[week].append(one)
        return {week: some[0] if len(some) == 1 else _merged(some) for week, some in sorted(found.items())}

    def price(self, canteen_id, ingredient_id):
        """Fen per base unit: what its issues cost this canteen over the weeks, else the county's middle; or None.

        To a billionth of a fen: sums of many prices keep a common bottom.
        """
        own = self._paid.get((canteen_id, ingredient_id))
        return self._middle.get(ingredient_id) if own is None else own

    def lumps(self, canteen_id):
        """The ingredients of which a canteen ever handed out whole packages for one day in these weeks."""
        return self._lumps.get(canteen_id, frozenset())

    @cached_property
    def _lumps(self):
        return {
            canteen_id: frozenset().union(*(one.lumps for one in weeks.values()))
            for canteen_id, weeks in self.weeks.items()
        }

    @cached_property
    def _paid(self):
        sums = {}
        for canteen_id, weeks in self.weeks.items():
            for one in weeks.values():
                for ingredient_id, out in one.out.items():
                    held = sums.get((canteen_id, ingredient_id), (0, 0))
                    sums[canteen_id, ingredient_id] = held[0] + out.quantity, held[1] + out.fen
        return {
            key: Fraction((2 * fen * _NANO + quantity) // (2 * quantity), _NANO)
            for key, (quantity, fen) in sums.items()
            if quantity > 0
        }

    @cached_property
    def _middle(self):
        prices = defaultdict(list)
        for (_, ingredient_id), price in self._paid.items():
            prices[ingredient_id].append(price)
        return {ingredient_id: median(some) for ingredient_id, some in prices.items()}


def alike(days, other, least):
    """Whether two weeks are the same on the weekdays that both have, and those are at least ``least``."""
    there = dict(other)
    common = [(day, was) for day, was in days if day in there]
    return len(common) >= least and all(there[day] == was for day, was in common)


def why_not(has_menu, eaters, has_issue):
    """What a meal lacks to be judged, or None."""
    if not has_menu:
        return NO_MENU
    if eaters is None or eaters.missing or not eaters.heads:
        return NO_HEADS
    return None if has_issue else NO_ISSUE


@lru_cache(maxsize=4096)
def per_mg(ingredient):
    """Base units as bought for one edible milligram, exact; None where the catalogue does not tell."""
    share, grams = ingredient.edible_share, ingredient.grams
    return 1 / (1000 * share * grams) if share and grams else None


def pour(into, some):
    """Add some Outs to others, by ingredient."""
    for one, out in some.items():
        held = into.get(one, Out(0, 0))
        into[one] = Out(held.quantity + out.quantity, held.fen + out.fen)


def _merged(some):
    """Several canteens of one school as one; fingerprints are not compared across them."""
    heads, lacking, out, goods = Counter(), Counter(), {}, {}
    for one in some:
        heads.update(one.heads)
        lacking.update(one.lacking)
        pour(out, one.out)
        for key, good in one.goods.items():
            held = goods.get(key, Good(Fraction(0), 0, 0))
            planned = None if held.planned is None or good.planned is None else held.planned + good.planned
            goods[key] = Good(planned, held.issued + good.issued, held.fen + good.fen)
    judged = sum(one.judged for one in some)
    lumps = frozenset().union(*(one.lumps for one in some))
    week = some[0].week
    return KitchenWeek(some[0].canteen_id, week, judged, dict(lacking), dict(heads), goods, out, lumps=lumps)
