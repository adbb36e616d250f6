"""Menus as they stand: of each position the highest version, without the removed ones."""

from sqlalchemy import func, select

from mealwatch.extensions import db
from mealwatch.menus.models import MenuRow
from mealwatch.schools import queries as schools
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


def told(county_id):
    """Streams (key, row as a dict) of every version of every row, by key, position and version.

    The key is the menu's in the journal, whose entries say which rows each of them wrote.
    """
    place = schools.canteen_places().subquery()
    statement = (
        select(*MenuRow.__table__.columns, place.c.place)
        .outerjoin_from(
            MenuRow.__table__, place, (place.c.county_id == _row.county_id) & (place.c.id == _row.canteen_id)
        )
        .where(_row.county_id == county_id)
        .order_by(
            view.in_byte_order(func.coalesce(place.c.place, "") + "/" + view.iso(_row.dated_on) + "/" + _row.meal),
            _row.position,
            _row.version,
        )
    )
    names = [column.name for column in MenuRow.__table__.columns]
    for values in view.rows(statement):
        row = dict(zip(names, values, strict=False))
        yield f"{values[-1] or ''}/{row['dated_on']}/{row['meal']}", row
