"""The running figure: where a pupil group's week stands, and where it will with the menus that are still to be cooked.

The device works the same out at every key (frontend/today/week.js); both are held to each other by
tests/desk/test_bar.py. A day of the past without a record is neither nothing nor forecast: it is said.
"""

from dataclasses import dataclass
from typing import NamedTuple

from mealwatch.kernel.ratio import ZERO, Ratio

#: From bad to good; the first of a canteen's groups is shown.
STATES = ("short", "likely_short", "likely_met", "unverified", "met", "none")


class Portion(NamedTuple):
    """A meal as the readings weigh it: exact fen a head, and who counts."""

    meal: str
    price: Ratio
    served: int
    enrolled: int


@dataclass(frozen=True)
class Bar:
    """Readings in exact fen. ``unknown`` days to come have no menu or no price, ``missing`` past ones no record."""

    group_id: int
    days: int
    done: int
    today: Ratio
    reached: Ratio
    forecast: Ratio
    floor_fen: int
    standard_fen: int
    unknown: int
    missing: int
    state: str

    @property
    def gap(self):
        """What is lacking to the floor."""
        return max(ZERO, self.floor_fen - self.reached)

    @property
    def places(self):
        """Two; more where the gap, or the way to the floor, would else round to nothing."""
        return places_of(self.reached, self.floor_fen)


def bar(figures, planned, on, today):
    """The Bar of a group's week as it stands.

    ``figures``: spend.domain.groupweek.GroupFigures with its facts; ``planned``: {(date, meal): exact fen a pupil
    by the menu, None where it cannot be told}; ``on``: the day that is shown; ``today``: up to which days are past.
    """
    eaten, expected, unknown, missing = [], [], set(), set()
    for meal in figures.meals:
        served = meal.served or 0
        own = Portion(meal.meal, meal.price, served, meal.enrolled)
        eaten.append(own)
        if _settled(meal):
            expected.append(own)
            continue
        if meal.on < today:
            missing.add(meal.on)
            expected.append(own)
            continue
        price = planned.get((meal.on, meal.meal))
        if price is None:
            unknown.add(meal.on)
        expected.append(Portion(meal.meal, price or ZERO, meal.enrolled, meal.enrolled))
    reading = READINGS[figures.deciding]
    reached, forecast = reading(eaten), reading(expected)
    still = any(not _settled(meal) for meal in figures.meals)
    return Bar(
        figures.group.group_id,
        figures.supply_days,
        figures.complete_days,
        Ratio.total(meal.price for meal in figures.meals if meal.on == on and meal.counts),
        reached,
        forecast,
        figures.floor_fen,
        figures.standard_fen,
        len(unknown),
        len(missing),
        _state(figures, reached, forecast, still),
    )


def worst_first(bars):
    """The bars, the one that needs somebody first; of equal states the larger gap."""
    return sorted(bars, key=lambda one: (STATES.index(one.state), -one.gap.fraction(), one.group_id))


def places_of(reached, floor_fen):
    """Decimal places with which a reading is printed beside its floor."""
    places, floor = 2, Ratio(floor_fen)
    gap = floor - reached
    if gap > 0:
        while yuan_rounded(reached, places) == yuan_rounded(floor, places) or not yuan_rounded(gap, places):
            places += 1
    return places


def yuan_rounded(fen, places):
    """Exact fen in whole units of the last of so many decimal places of a yuan."""
    return Ratio(fen.top, fen.bottom * 100).rounded(places)


def expected_price(rows, prices, ingredients):
    """What a menu costs a pupil, exact fen; None without rows or where an amount or a price is not known.

    ``rows``: those of the pupil's age band (menus.domain.menu.rows_for); ``prices``: {ingredient id: Fraction}.
    """
    total = ZERO
    for row in rows:
        one, price = ingredients[row.ingredient_id], prices.get(row.ingredient_id)
        if None in (price, row.mg_per_pupil, one.edible_share, one.grams) or not one.edible_share:
            return None
        total += row.mg_per_pupil * price / (1000 * one.edible_share * one.grams)
    return Ratio(*total.fraction().as_integer_ratio()) if rows else None


def _settled(meal):
    return meal.record is not None and (not meal.counts or meal.pot.fen > 0)


def _state(figures, reached, forecast, still):
    if not figures.supply_days:
        return "none"
    if reached >= figures.floor_fen:
        return "met" if all(meal.pot.verified or not meal.counts for meal in figures.meals) else "unverified"
    if not still and figures.complete:
        return "short"
    return "likely_met" if forecast >= figures.floor_fen else "likely_short"


def _spend(portions):
    return Ratio.total(one.price for one in portions if one.served)


def _enrolled(portions):
    return Ratio.total(one.price * Ratio(one.served, one.enrolled) for one in portions if one.served and one.enrolled)


def _person_days(portions):
    names = dict.fromkeys(one.meal for one in portions)
    return Ratio.total(_by_heads([one for one in portions if one.meal == name]) for name in names)


def _by_heads(portions):
    heads = sum(one.served or one.enrolled for one in portions)
    eaten = Ratio.total(one.price * one.served for one in portions)
    return eaten * len(portions) / heads if heads else ZERO


#: The readings of spend.domain.readings, over meals that may not have been cooked yet.
READINGS = {"spend": _spend, "person_days": _person_days, "enrolled": _enrolled}
