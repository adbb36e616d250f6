"""What can be wrong with a row of the catalogue, in itself."""

from mealwatch.catalogue.domain.ingredient import FOOD_GROUPS
from mealwatch.catalogue.errors import LicenceEndsBeforeStart, LicenceNotBegun, LicenceStartOfTheOldOne
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
    starts_on, ends_on = row.get("licence_from"), row.get("licence_expires_on")
    wrong = [
        problem
        for name, value in (("licence_from", starts_on), ("licence_expires_on", ends_on))
        for problem in (day(name, value) if value is not None else ())
    ]
    yield from wrong
    if starts_on and ends_on and not wrong and ends_on < starts_on:
        days = {"until": ends_on.isoformat(), "start": starts_on.isoformat()}
        yield LicenceEndsBeforeStart(field="licence_expires_on", value=days["until"], name=row.get("name"), **days)


def licence_start(row, known, today):
    """The first day of a licence is no day to come, and not the one of the licence before (``known``: the row then)."""
    starts_on = row["licence_from"]
    if starts_on is None:
        return
    told = {"field": "licence_from", "value": starts_on.isoformat(), "name": row["name"]}
    if starts_on > today:
        yield LicenceNotBegun(**told)
    if known and starts_on == known["licence_from"] and is_another_licence(row, known):
        yield LicenceStartOfTheOldOne(until=row["licence_expires_on"].isoformat(), **told)


def is_another_licence(row, known):
    """Whether a row's licence is another than that of the row before: one that is good for longer, or less long."""
    ends_on, ended_on = row["licence_expires_on"], known["licence_expires_on"]
    return bool(ends_on and ended_on) and ends_on != ended_on
