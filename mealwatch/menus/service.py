"""Changes to menus. A published row is never edited: its next version carries the reason."""

from dataclasses import dataclass

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.counties import queries as counties
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.menus import errors, queries
from mealwatch.menus.domain import record as written
from mealwatch.menus.domain.menu import check
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
    added = [{**place, **change, "reason": reason if change["version"] > 1 else None, **stamp} for change in changes]
    code = schools.canteen_code(county_id, canteen_id)
    add_rows(county_id, [(added, written.key(code, dated_on, meal))], by=by, now=now)
    removed = sum(change["removed"] for change in changes)
    return Planned(len(changes) - len(corrections), len(corrections) - removed, removed)


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
    rows = [{"county_id": county_id, **row} for menu, _ in menus for row in menu]
    if not rows:
        return
    db.session.connection().execute(insert(MenuRow.__table__), rows)
    journal.record_all(
        county_id,
        [
            (
                by.name,
                "correct" if any(row["version"] > 1 for row in menu) else "create",
                "menu",
                key,
                canonical(written.body(menu)),
                now,
            )
            for menu, key in menus
        ],
    )


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
