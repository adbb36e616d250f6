"""Meals served and menus: they have no order of entry and go in before the documents, so that closings see them all."""

from itertools import groupby

from mealwatch.exchange.checking.context import day_of
from mealwatch.exchange.documents import instant_of
from mealwatch.meals import service as meals
from mealwatch.meals.domain import record as meal_record
from mealwatch.menus import queries as menu_queries
from mealwatch.menus import service as menus
from mealwatch.menus.domain import record as menu_record
from mealwatch.menus.domain.menu import Row

_FULL = 2000


def write_meals(context, county_id, ids, *, reason, by, now):
    """Record the new meal records and the corrections."""
    groups, schools = context.known.group, context.known.school
    staged = context.staging.stream(
        'SELECT dated, "group", meal, beneficiaries, other_pupils, staff, entered_at, state, version FROM meal '
        "WHERE state IN ('new', 'correct') ORDER BY row"
    )
    waiting = []
    for dated, group, meal, beneficiaries, other_pupils, staff, entered_at, state, version in staged:
        school, code = groups.codes[group]
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
        waiting.append((row, meal_record.key(schools.codes[school], code, row["dated_on"], meal)))
        if len(waiting) == _FULL:
            meals.add_rows(county_id, waiting, by=by, now=now)
            waiting.clear()
    meals.add_rows(county_id, waiting, by=by, now=now)


def write_menus(context, county_id, ids, *, reason, by, now):
    """Plan the new menu rows and the corrections."""
    staged = context.staging.stream(
        "SELECT canteen, dated, meal, dish, ingredient, age_band, milligrams FROM menu "
        "WHERE state IN ('new', 'correct') ORDER BY canteen, dated, meal, row"
    )
    stamp = {"entered_at": now, "entered_by": by.name, "imported": True}
    waiting = []
    for (canteen, dated, meal), some in groupby(staged, key=lambda row: row[:3]):
        on, canteen_id = day_of(dated), ids.canteen(canteen)
        rows = [Row(dish, ids.ingredient(ref), milligrams, band) for *_, dish, ref, band, milligrams in some]
        known = {}
        if context.known.canteen.ids[canteen] is not None:
            known = menu_queries.highest_versions(county_id, canteen_id, on, meal)
        place = {"canteen_id": canteen_id, "dated_on": on, "meal": meal}
        added = [
            {**place, **change, "reason": reason if change["version"] > 1 else None, **stamp}
            for change in menus.changes_between(known, rows, whole=False)
        ]
        waiting.append((added, menu_record.key(context.known.canteen.codes[canteen], on, meal)))
        if len(waiting) == _FULL // 10:
            menus.add_rows(county_id, waiting, by=by, now=now)
            waiting.clear()
    menus.add_rows(county_id, waiting, by=by, now=now)
