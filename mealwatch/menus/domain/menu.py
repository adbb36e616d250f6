"""A menu is rows: one ingredient of one dish of one meal, in edible milligrams per pupil."""

from dataclasses import dataclass

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
        if row.mg_per_pupil is not None and not 0 <= row.mg_per_pupil <= MOST_MG:
            raise errors.AmountOutOfRange(field=place + "grams_per_pupil", value=_grams(row), most=MOST_MG // 1000)
        if row.identity in seen:
            raise errors.RowTwice(field=place + "ingredient", dish=row.dish)
        seen.add(row.identity)


def rows_for(rows, age_band):
    """The rows that hold for an age band: the band's own where there are any, else those without a band."""
    own = [row for row in rows if row.age_band == age_band]
    return own or [row for row in rows if not row.age_band]


def _grams(row):
    return f"{row.mg_per_pupil // 1000}.{row.mg_per_pupil % 1000:03d}"
