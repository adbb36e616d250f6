"""A menu is rows: one ingredient of one dish of one meal, in edible milligrams per pupil."""

from dataclasses import dataclass

from mealwatch.kernel import checks
from mealwatch.kernel.ratio import plain_decimal
from mealwatch.menus import errors

MEALS = ("breakfast", "lunch", "dinner", "snack")
AGE_BANDS = ("", "6-8", "9-11", "12-14", "15-17")
#: Two kilograms of one ingredient for one pupil at one meal is a typing error.
MOST_MG = 2_000_000


@dataclass(frozen=True)
class Row:
    """``mg_per_pupil`` is None where the menu does not say; ``age_band`` empty: for all bands."""

    dish: str
    ingredient_id: int
    mg_per_pupil: int | None
    age_band: str = ""

    @property
    def identity(self):
        return self.dish, self.ingredient_id, self.age_band


def check(meal, rows):
    """Refuse a menu of one meal that cannot be right."""
    if meal not in MEALS:
        raise errors.MealUnknown(field="meal", value=meal)
    seen = set()
    for number, row in enumerate(rows):
        place = f"rows.{number}."
        if not row.dish.strip():
            raise errors.DishMissing(field=place + "dish")
        if row.age_band not in AGE_BANDS:
            raise errors.BandUnknown(field=place + "age_band", value=row.age_band)
        checks.refuse(checks.optional_text(place + "dish", row.dish))
        if not _possible(row.mg_per_pupil):
            value = _grams(row.mg_per_pupil)
            raise errors.AmountOutOfRange(field=place + "grams_per_pupil", value=value, most=MOST_MG // 1000)
        if row.identity in seen:
            raise errors.RowTwice(field=place + "ingredient", dish=row.dish)
        seen.add(row.identity)


def rows_for(rows, age_band):
    """The rows that hold for an age band: the band's own where there are any, else those without a band."""
    own = [row for row in rows if row.age_band == age_band]
    return own or [row for row in rows if not row.age_band]


def _possible(mg):
    return mg is None or (type(mg) is int and 0 <= mg <= MOST_MG)


def _grams(mg):
    return plain_decimal(mg, 3) if type(mg) is int else f"{mg}/1000"
