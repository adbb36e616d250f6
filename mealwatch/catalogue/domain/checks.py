"""What can be wrong with a row of the catalogue, in itself."""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.kernel.checks import code, count, day, one_of, optional_text, positive_decimal, text
from mealwatch.kernel.quantity import BASE_UNITS

#: A package of more than ten tonnes, or a piece heavier than a tonne, is a typing error.
MOST_CONTENT = 10**7
MOST_GRAMS = 10**6


def ingredient(row):
    yield from code("code", row.get("code"))
    yield from text("name", row.get("name"))
    yield from optional_text("aliases", row.get("aliases"))
    yield from one_of("food_group", row.get("food_group"), FOOD_GROUPS)
    yield from one_of("base_unit", row.get("base_unit"), BASE_UNITS)
    yield from optional_text("package_name", row.get("package_name"))
    if row.get("package_content") is not None:
        yield from count("package_content", row["package_content"], least=1, most=MOST_CONTENT)
    yield from positive_decimal("grams_per_unit", row.get("grams_per_unit"), most=MOST_GRAMS)
    yield from positive_decimal("edible_percent", row.get("edible_percent"), most=100)


def supplier(row):
    yield from code("code", row.get("code"))
    yield from text("name", row.get("name"))
    for name in ("aliases", "licence_no", "contact", "phone"):
        yield from optional_text(name, row.get(name))
    if row.get("licence_expires_on") is not None:
        yield from day("licence_expires_on", row["licence_expires_on"])
