"""Menus as they stand: of each position the highest version, without the removed ones."""

from datetime import date

from sqlalchemy import func, select, tuple_

from mealwatch.extensions import db
from mealwatch.menus.models import MenuRow
from mealwatch.storage import view

_row = MenuRow.__table__.c


def menu_rows(county_id, first, last, *, canteen_ids=None):
    """The standing rows of the days from ``first`` to ``last``.

    Rows have canteen_id, dated_on, meal, position, version, dish, ingredient_id,
    age_band, mg_per_pupil; sorted by canteen, day, meal, position.
    """
    statement = select(
        _row.canteen_id,
        _row.dated_on,
        _row.meal,
        _row.position,
        _row.version,
        _row.dish,
        _row.ingredient_id,
        _row.age_band,
        _row.mg_per_pupil,
        _row.removed,
    ).where(_row.county_id == county_id, _row.dated_on.between(first, last))
    if canteen_ids is not None:
        statement = statement.where(_row.canteen_id.in_(list(canteen_ids)))
    statement = statement.order_by(_row.canteen_id, _row.dated_on, _row.meal, _row.position, _row.version)
    standing = {}
    for row in db.session.execute(statement):
        standing[row.canteen_id, row.dated_on, row.meal, row.position] = row
    return [row for row in standing.values() if not row.removed]


def highest_versions(county_id, canteen_id, dated_on, meal):
    """Every position of one meal's menu with its newest row, removed ones too: {identity: row}."""
    rows = db.session.execute(
        select(
            _row.position,
            _row.version,
            _row.dish,
            _row.ingredient_id,
            _row.age_band,
            _row.mg_per_pupil,
            _row.removed,
        )
        .where(
            _row.county_id == county_id,
            _row.canteen_id == canteen_id,
            _row.dated_on == dated_on,
            _row.meal == meal,
        )
        .order_by(_row.version)
    )
    return {(row.dish, row.ingredient_id, row.age_band): row for row in rows}


def rows_at(county_id, places):
    """``{place: {(position, version): row as a dict of plain values}}`` of the menus at (canteen id, date, meal)."""
    columns = MenuRow.__table__.columns
    here = tuple_(_row.canteen_id, _row.dated_on, _row.meal).in_(places)
    found = {}
    for values in view.rows(select(*columns).where(_row.county_id == county_id, here)):
        row = dict(zip(columns.keys(), values, strict=True))
        place = row["canteen_id"], date.fromisoformat(row["dated_on"]), row["meal"]
        found.setdefault(place, {})[row["position"], row["version"]] = row
    return found


def places(county_id):
    """Streams (canteen id, date as text, meal, position, version) of every version of every row."""
    columns = _row.canteen_id, _row.dated_on, _row.meal, _row.position, _row.version
    return view.rows(select(*columns).where(_row.county_id == county_id))


def how_many(county_id):
    """The number of versions of all rows."""
    return db.session.scalar(select(func.count()).select_from(MenuRow).where(_row.county_id == county_id))
