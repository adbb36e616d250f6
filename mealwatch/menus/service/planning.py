"""Changes to menus. A published row is never edited: its next version carries the reason."""

from dataclasses import dataclass

from mealwatch.audit import service as journal
from mealwatch.audit.batch import Batch
from mealwatch.catalogue import queries as catalogue
from mealwatch.catalogue.errors import NoIngredient
from mealwatch.counties import queries as counties
from mealwatch.kernel.quantity import plain
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, queries
from mealwatch.menus.domain import record as written
from mealwatch.menus.domain.menu import MOST_MG, Row, check
from mealwatch.menus.models import MenuRow
from mealwatch.schools import queries as schools


@dataclass(frozen=True)
class Planned:
    """How many rows a change added, corrected and removed."""

    added: int = 0
    corrected: int = 0
    removed: int = 0


def plan(county_id, canteen_id, dated_on, meal, rows, *, by, now, reason=None, whole=True):
    """Set the menu of one meal. The same menu again changes nothing.

    ``whole``: rows that are not named are removed; otherwise they stay. Other
    amounts, and removals, need a ``reason`` once there is a menu. Raises what
    ``check`` raises, MenuDiffers, WeekClosed.
    """
    check(meal, rows)
    journal.lock(county_id)
    known = queries.highest_versions(county_id, canteen_id, dated_on, meal)
    changes = changes_between(known, rows, whole=whole)
    if not changes:
        return Planned()
    _refuse_closed(county_id, canteen_id, dated_on)
    corrections = [change for change in changes if change["version"] > 1]
    if corrections and not (reason and reason.strip()):
        raise errors.MenuDiffers(field="reason", on=dated_on, dish=corrections[0]["dish"])
    stamp = {"entered_at": now, "entered_by": by.name, "imported": False}
    place = {"canteen_id": canteen_id, "dated_on": dated_on, "meal": meal}
    why = reason.strip() if reason else None
    added = [{**place, **change, "reason": why if change["version"] > 1 else None, **stamp} for change in changes]
    code = schools.canteen_code(county_id, canteen_id)
    add_rows(county_id, [(added, written.key(code, dated_on, meal))], by=by, now=now)
    removed = sum(change["removed"] for change in changes)
    return Planned(len(changes) - len(corrections), len(corrections) - removed, removed)


def plan_named(county_id, canteen_id, dated_on, meal, named, *, by, now, reason=None):
    """Set the menu of one meal from rows with codes and grams (see ``plan``).

    Rows: dish, ingredient_code, grams_per_pupil (an exact number or None), age_band. Raises NoIngredient and
    AmountOutOfRange for parts of a milligram, beside what ``plan`` raises; fields are named as in the rows.
    """
    ingredients = {one.code: one.id for one in catalogue.ingredients_of(county_id)}
    rows = []
    for number, row in enumerate(named):
        code, amount = row["ingredient_code"], row["grams_per_pupil"]
        if code not in ingredients:
            raise NoIngredient(field=f"rows.{number}.ingredient_code", value=code)
        if amount is not None and (amount * 1000).denominator != 1:
            place = f"rows.{number}.grams_per_pupil"
            raise errors.AmountOutOfRange(field=place, value=plain(amount), most=MOST_MG // 1000)
        mg = None if amount is None else int(amount * 1000)
        rows.append(Row(row["dish"], ingredients[code], mg, row["age_band"] or ""))
    try:
        return plan(county_id, canteen_id, dated_on, meal, rows, by=by, now=now, reason=reason)
    except errors.RowTwice as problem:
        problem.field = f"{problem.field}_code"
        raise


def changes_between(known, rows, *, whole):
    """The rows to add so that ``known`` (see queries.highest_versions) becomes ``rows``."""
    changes = []
    position = max((row.position for row in known.values()), default=0)
    for row in rows:
        old = known.get(row.identity)
        if old is None:
            position += 1
            changes.append(_change(row, position, 1, row.mg_per_pupil, removed=False))
        elif old.removed or old.mg_per_pupil != row.mg_per_pupil:
            changes.append(_change(row, old.position, old.version + 1, row.mg_per_pupil, removed=False))
    if whole:
        wanted = {row.identity for row in rows}
        changes += [
            _change(old, old.position, old.version + 1, old.mg_per_pupil, removed=True)
            for identity, old in known.items()
            if identity not in wanted and not old.removed
        ]
    return sorted(changes, key=lambda change: (change["position"], change["version"]))


def add_rows(county_id, menus, *, by, now):
    """Add checked rows, many at once: [(rows of one canteen, day and meal, journal key), ...]."""
    batch_of(county_id, menus, by=by, now=now).write(county_id)


def batch_of(county_id, menus, *, by, now):
    """The Batch that ``add_rows`` writes; the import makes it ready before the county is locked."""
    batch = Batch()
    for menu, key in menus:
        batch.add(MenuRow.__table__, [{"county_id": county_id, **row} for row in menu])
        action = "correct" if any(row["version"] > 1 for row in menu) else "create"
        batch.tell(by, action, "menu", key, written.body(menu), now)
    return batch


def _change(row, position, version, mg_per_pupil, *, removed):
    return {
        "position": position,
        "version": version,
        "dish": row.dish,
        "ingredient_id": row.ingredient_id,
        "age_band": row.age_band,
        "mg_per_pupil": mg_per_pupil,
        "removed": removed,
    }


def _refuse_closed(county_id, canteen_id, dated_on):
    week = Week.of(dated_on)
    locks = counties.locks_of(county_id, first=week.monday, last=week.monday)
    fed = schools.schools_fed_by(county_id, canteen_id, dated_on) if locks else ()
    if locks and (locks.closed(canteen_id, dated_on) or locks.closed_for(fed, week.monday)):
        raise errors.WeekClosed(field="dated_on", on=dated_on, week=week)
