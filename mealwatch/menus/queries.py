"""Menus as they stand: of each position the highest version, without the removed ones."""

import json
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby

from sqlalchemy import func, select, tuple_

from mealwatch.audit.kept import Kept
from mealwatch.audit.rows import body_of
from mealwatch.extensions import db
from mealwatch.menus.domain import publication as published
from mealwatch.menus.domain.dishes import Meal, dishes_of
from mealwatch.menus.domain.menu import MEALS
from mealwatch.menus.models import MenuMeal, MenuPublication, MenuRow
from mealwatch.storage import view
from mealwatch.storage.bare import bare_rows

_row = MenuRow.__table__.c
_meal = MenuMeal.__table__.c
_publication = MenuPublication.__table__.c
_SAYS = _row.dish, _row.ingredient_id, _row.age_band, _row.mg_per_pupil


def told(row):
    """What the journal holds of a publication's row: the content by its digest."""
    return body_of(row | {"content": sha256(row["content"].encode()).hexdigest()})


#: What the journal keeps of the tables beside the rows.
KEPT = (
    Kept("menu_meal", MenuMeal.__table__),
    Kept("menu_publication", MenuPublication.__table__, told),
)


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


def rows_by_canteen(county_id, first, last):
    """Streams the standing rows of these days by canteen, as the driver gives them.

    Tuples (canteen_id, date, meal, dish, ingredient_id, age_band, mg_per_pupil).
    """
    place = _row.canteen_id, _row.dated_on, _row.meal
    statement = select(*place, _row.position, _row.removed, *_SAYS)
    statement = statement.where(_row.county_id == county_id, _row.dated_on.between(first, last))
    rows = bare_rows(statement.order_by(*place, _row.position, _row.version))
    for _, versions in groupby(rows, key=lambda row: row[:4]):
        *_, row = versions
        if not row[4]:
            yield (*row[:3], *row[5:])


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


def meals_of(county_id, canteen_id, week, bands):
    """The planned meals of a canteen's week as domain.dishes.Meal, by day and meal; ``bands``: those that eat."""
    return meals_between(county_id, canteen_id, week.monday, week.sunday, bands)


def meals_between(county_id, canteen_id, first, last, bands):
    """The planned meals between two dates, both included (see ``meals_of``)."""
    rows = {}
    for row in menu_rows(county_id, first, last, canteen_ids=[canteen_id]):
        rows.setdefault((row.dated_on, row.meal), []).append(row)
    beside = _beside(county_id, canteen_id, first, last)
    found = []
    for on, kind in sorted(rows, key=lambda place: (place[0], MEALS.index(place[1]))):
        said = beside.get((on, kind))
        order = [tuple(one) for one in json.loads(said.dishes)] if said else ()
        dishes = dishes_of(rows[on, kind], order, bands)
        found.append(Meal(on, kind, dishes, said and said.serves_at, said and said.copied_from))
    return found


def _beside(county_id, canteen_id, first, last):
    statement = select(_meal.dated_on, _meal.meal, _meal.serves_at, _meal.dishes, _meal.copied_from).where(
        _meal.county_id == county_id, _meal.canteen_id == canteen_id, _meal.dated_on.between(first, last)
    )
    return {(row.dated_on, row.meal): row for row in db.session.execute(statement)}


def last_hours(county_id, canteen_id):
    """When each meal was last planned to be served: {meal: "12:00"}."""
    statement = select(_meal.meal, _meal.serves_at).where(
        _meal.county_id == county_id, _meal.canteen_id == canteen_id, _meal.serves_at.is_not(None)
    )
    return dict(db.session.execute(statement.order_by(_meal.dated_on)).all())


def week_before(county_id, canteen_id, week, at_most=8):
    """The last week before this one that has a menu, as its Monday; None where there is none in eight weeks."""
    first, last = week.monday - timedelta(weeks=at_most), week.monday - timedelta(days=1)
    on = db.session.scalar(
        select(func.max(_row.dated_on)).where(
            _row.county_id == county_id, _row.canteen_id == canteen_id, _row.dated_on.between(first, last)
        )
    )
    return on - timedelta(days=on.weekday()) if on else None


def latest_publication(county_id, canteen_id, monday):
    """The version that stands, as domain.publication.Publication, or None."""
    found = publications_of(county_id, canteen_id, monday)
    return found[-1] if found else None


def publications_of(county_id, canteen_id, monday):
    """Every version of a canteen's week, the first first."""
    statement = select(
        _publication.monday,
        _publication.version,
        _publication.digest,
        _publication.content,
        _publication.reason,
        _publication.published_at,
        _publication.published_by,
    ).where(_publication.county_id == county_id, _publication.canteen_id == canteen_id, _publication.monday == monday)
    rows = db.session.execute(statement.order_by(_publication.version))
    return [published.Publication(row[0], row[1], row[2], json.loads(row[3]), *row[4:]) for row in rows]


def publications_of_week(county_id, monday):
    """``{canteen_id: [Publication, ...]}``: every version of that week of every canteen, the first first."""
    statement = (
        select(
            _publication.canteen_id,
            _publication.monday,
            _publication.version,
            _publication.digest,
            _publication.content,
            _publication.reason,
            _publication.published_at,
            _publication.published_by,
        )
        .where(_publication.county_id == county_id, _publication.monday == monday)
        .order_by(_publication.canteen_id, _publication.version)
    )
    found = {}
    for canteen_id, on, version, digest, content, *rest in db.session.execute(statement):
        one = published.Publication(on, version, digest, json.loads(content), *rest)
        found.setdefault(canteen_id, []).append(one)
    return found


def published_weeks(county_id, mondays, canteen_ids=None):
    """``{(canteen_id, monday): (highest version, published at)}`` of some weeks."""
    statement = (
        select(
            _publication.canteen_id,
            _publication.monday,
            func.max(_publication.version),
            func.max(_publication.published_at),
        )
        .where(_publication.county_id == county_id, _publication.monday.in_(list(mondays)))
        .group_by(_publication.canteen_id, _publication.monday)
    )
    if canteen_ids is not None:
        statement = statement.where(_publication.canteen_id.in_(list(canteen_ids)))
    return {(row[0], row[1]): (row[2], row[3]) for row in db.session.execute(statement)}


def planned_weeks(county_id, mondays):
    """``{(canteen_id, monday)}`` of those weeks in which something is planned."""
    found = set()
    for monday in mondays:
        span = _row.dated_on.between(monday, monday + timedelta(days=6))
        statement = select(_row.canteen_id).distinct().where(_row.county_id == county_id, span, ~_row.removed)
        found |= {(canteen_id, monday) for canteen_id in db.session.scalars(statement)}
    return found
