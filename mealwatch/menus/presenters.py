"""A week's menu as people read it: days, meals, dishes with what is in them."""

from fractions import Fraction

from mealwatch.kernel.quantity import plain


def grams(mg):
    """Milligrams as plain grams; empty where the menu does not say."""
    return "" if mg is None else plain(Fraction(mg, 1000))


def by_meal(rows):
    """``{(date, meal): {dish: [row, ...]}}`` in the order of the rows."""
    found = {}
    for row in rows:
        found.setdefault((row.dated_on, row.meal), {}).setdefault(row.dish, []).append(row)
    return found


def on_the_wire(canteen_code, on, meal, rows, ingredients):
    """A meal's menu as PlannedSchema dumps it."""
    return {
        "canteen_code": canteen_code,
        "date": on,
        "meal": meal,
        "rows": [
            {
                "dish": row.dish,
                "ingredient_code": ingredients[row.ingredient_id].code,
                "ingredient_name": ingredients[row.ingredient_id].name,
                "grams_per_pupil": None if row.mg_per_pupil is None else Fraction(row.mg_per_pupil, 1000),
                "age_band": row.age_band or None,
            }
            for row in rows
        ],
    }
