"""What can be wrong with a row about a school, in itself; unknown codes are the service's to find.

Each function takes the row as a dict and gives its problems; an import lists
all of them, a service refuses at the first.
"""

from mealwatch.kernel.checks import amount, code, count, day, one_of, optional_text, text, truth
from mealwatch.schools import errors
from mealwatch.schools.domain.school import AGE_BANDS, DAY_TYPES, MEALS, SCHOOL_TYPES, SUPPLY_MODES

#: More pupils than any group, or more yuan of X than any day, is a typing error.
MOST_PUPILS = 20_000
MOST_TOP_UP_FEN = 100_00


def school(row):
    yield from code("code", row.get("code"))
    yield from text("name", row.get("name"))
    yield from text("town", row.get("town"))
    yield from one_of("school_type", row.get("school_type"), SCHOOL_TYPES)
    yield from one_of("supply_mode", row.get("supply_mode"), SUPPLY_MODES)
    yield from optional_text("principal", row.get("principal"))


def canteen(row):
    yield from code("code", row.get("code"))
    yield from code("school_code", row.get("school_code"))
    yield from text("name", row.get("name"))


def group_state(row):
    yield from code("school_code", row.get("school_code"))
    yield from code("group_code", row.get("group_code"))
    yield from text("name", row.get("name"))
    yield from one_of("age_band", row.get("age_band"), AGE_BANDS)
    yield from code("canteen_code", row.get("canteen_code"))
    yield from day("from_date", row.get("from_date"))
    yield from count("beneficiaries", row.get("beneficiaries"), most=MOST_PUPILS)
    yield from count("other_pupils", row.get("other_pupils"), most=MOST_PUPILS)


def standard(row):
    yield from code("school_code", row.get("school_code"))
    yield from _scope(row)
    yield from day("from_date", row.get("from_date"))
    yield from one_of("meal", row.get("meal"), MEALS)
    yield from truth("subsidised", row.get("subsidised"))
    yield from amount("top_up_fen", row.get("top_up_fen"), most_fen=MOST_TOP_UP_FEN)


def calendar_day(row):
    yield from day("dated_on", row.get("dated_on"))
    yield from one_of("day_type", row.get("day_type"), DAY_TYPES)
    if row.get("school_code"):
        yield from code("school_code", row["school_code"])
    yield from _scope(row)
    yield from optional_text("note", row.get("note"))


def term(row):
    yield from day("starts_on", row.get("starts_on"))
    yield from day("ends_on", row.get("ends_on"))
    yield from text("name", row.get("name"))


def _scope(row):
    """Empty means everything above: a group is named only together with its school."""
    if row.get("group_code"):
        yield from code("group_code", row["group_code"])
        if not row.get("school_code"):
            yield errors.GroupWithoutSchool(field="group_code", value=row["group_code"])
