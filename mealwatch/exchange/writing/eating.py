"""Meals served and menus: they have no order of entry and go in before the documents, so that closings see them all."""

from itertools import groupby, islice

from mealwatch.exchange.checking.context import day_of
from mealwatch.exchange.documents import instant_of
from mealwatch.meals import service as meals
from mealwatch.meals.domain import record as meal_record
from mealwatch.menus import queries as menu_queries
from mealwatch.menus import service as menus
from mealwatch.menus.domain import record as menu_record
from mealwatch.menus.domain.menu import Row

_MEALS_AT_ONCE, _MENUS_AT_ONCE = 1000, 200


def meal_batches(context, place, *, reason, by, now):
    """Batches of the new meal records and the corrections."""
    staged = context.staging.stream(
        'SELECT dated, "group", meal, beneficiaries, other_pupils, staff, entered_at, state, version FROM meal '
        "WHERE state IN ('new', 'correct') ORDER BY row"
    )
    rows = (_meal(context.known, place.ids, row, reason, by, now) for row in staged)
    while some := list(islice(rows, _MEALS_AT_ONCE)):
        yield meals.batch_of(place.county_id, some, by=by, now=now)


def _meal(known, ids, staged, reason, by, now):
    dated, group, meal, beneficiaries, other_pupils, staff, entered_at, state, version = staged
    school, code = known.group.codes[group]
    row = {
        "dated_on": day_of(dated),
        "group_id": ids.group(group),
        "meal": meal,
        "version": version,
        "school_id": ids.school(school),
        "beneficiaries": beneficiaries,
        "other_pupils": other_pupils,
        "staff": staff,
        "reason": reason if state == "correct" else None,
        "entered_at": instant_of(entered_at) or now,
        "entered_by": by.name,
        "imported": entered_at is None,
    }
    return row, meal_record.key(known.school.codes[school], code, row["dated_on"], meal)


def menu_batches(context, place, *, reason, by, now):
    """Batches of the new menu rows and the corrections."""
    staged = context.staging.stream(
        "SELECT canteen, dated, meal, dish, ingredient, age_band, milligrams FROM menu "
        "WHERE state IN ('new', 'correct') ORDER BY canteen, dated, meal, row"
    )
    stamp = {"entered_at": now, "entered_by": by.name, "imported": True}
    wanted = (
        _menu(context.known, place, *of, rows, reason, stamp) for of, rows in groupby(staged, key=lambda row: row[:3])
    )
    while some := list(islice(wanted, _MENUS_AT_ONCE)):
        yield menus.batch_of(place.county_id, some, by=by, now=now)


def _menu(known, place, canteen, dated, meal, staged, reason, stamp):
    on, canteen_id = day_of(dated), place.ids.canteen(canteen)
    rows = [Row(dish, place.ids.ingredient(ref), milligrams, band) for *_, dish, ref, band, milligrams in staged]
    there = {}
    if known.canteen.ids[canteen] is not None:
        there = menu_queries.highest_versions(place.county_id, canteen_id, on, meal)
    where = {"canteen_id": canteen_id, "dated_on": on, "meal": meal}
    added = [
        {**where, **change, "reason": reason if change["version"] > 1 else None, **stamp}
        for change in menus.changes_between(there, rows, whole=False)
    ]
    return added, menu_record.key(known.canteen.codes[canteen], on, meal)
