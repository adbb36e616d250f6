"""What a count found: each difference with its reason, and oils and condiments held against what the menus take.

Oil and condiments leave the store by the barrel and are eaten by the spoon, so a month's end always shows some
missing. One reason serves for all of them; beside it stands what the menus of the days since the last count take.
"""

from dataclasses import dataclass
from fractions import Fraction

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS

#: Reasons that are offered; the last one asks for words.
REASONS = ("weighing", "spoiled", "issue_forgotten", "receipt_forgotten", "other")
#: Reasons for all oils and condiments at once.
SHARED_REASONS = ("daily_use", "weighing", "other")
#: Food groups that share one reason.
SHARED = ("植物油", "调味品")
#: What was used may differ from the menus by so many hundredths before it asks for words of its own.
TOLERANCE = 15


@dataclass(frozen=True)
class Difference:
    """One counted ingredient: base units by the book and by the count, and the fen that the difference is worth."""

    ingredient_id: int
    book: int
    counted: int
    fen: int

    @property
    def base(self):
        return self.counted - self.book


@dataclass(frozen=True)
class Use:
    """Of one ingredient since the last count: by the menus (exact, None: not told), issued, and now missing."""

    theory: Fraction | None
    issued: int
    missing: int

    @property
    def used(self):
        """What is gone: issued, and missing now (a surplus takes from it)."""
        return self.issued + self.missing

    @property
    def hundredths(self):
        """By how many hundredths of the menus' amount more (or, below 0, less) was used; None where not told."""
        if not self.theory:
            return None
        more = (self.used - self.theory) / self.theory * 100
        sign = 1 if more >= 0 else -1
        return sign * ((2 * abs(more).numerator + abs(more).denominator) // (2 * abs(more).denominator))

    @property
    def fits(self):
        """Whether it is within the tolerance; None where the menus do not tell."""
        return None if self.hundredths is None else abs(self.hundredths) <= TOLERANCE


def shares_reason(ingredient, difference):
    """Whether a difference is explained together with the others of oil and condiments: they were short."""
    return ingredient.food_group in SHARED and difference.base < 0


def in_order_walked(ingredients, walked):
    """``ingredients`` in the order of the last walk (``walked``: ids), the others behind by food group and code."""
    place = {ingredient_id: number for number, ingredient_id in enumerate(walked)}
    group = {name: number for number, name in enumerate(FOOD_GROUPS)}
    return sorted(
        ingredients,
        key=lambda one: (place.get(one.id, len(place)), group.get(one.food_group, len(group)), one.code),
    )
