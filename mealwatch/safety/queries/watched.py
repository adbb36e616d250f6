"""What the detection rules look at in the daily records: all canteens of a county at once, one statement each."""

import json
from typing import NamedTuple

from sqlalchemy import select

from mealwatch.extensions import db
from mealwatch.safety.models import DailyRecord

_record = DailyRecord.__table__.c


class Watched(NamedTuple):
    """The newest version of a standing record; ``at`` and ``by`` are the first one's. ``fields``: where asked for."""

    canteen_id: int
    school_id: int | None
    kind: str
    dated_on: object
    meal: str
    number: str
    at: object
    by: str
    fields: dict | None


def watched(county_id, first, last, *, told=()):
    """The Watched records of some days, in the order of canteen, kind and day; ``told``: kinds with their fields."""
    columns = [_record[name] for name in ("canteen_id", "kind", "number", "version", "dated_on", "meal", "school_id")]
    statement = select(*columns, _record.withdrawn, _record.entered_at, _record.entered_by).where(
        _record.county_id == county_id, _record.dated_on.between(first, last)
    )
    begun, newest = {}, {}
    for row in db.session.execute(statement.order_by(_record.version)):
        place = row.canteen_id, row.kind, row.number
        begun.setdefault(place, row)
        newest[place] = row
    said = _contents(county_id, first, last, told) if told else {}
    found = [
        Watched(
            row.canteen_id,
            row.school_id,
            row.kind,
            row.dated_on,
            row.meal,
            row.number,
            begun[place].entered_at,
            begun[place].entered_by,
            said.get((*place, row.version)),
        )
        for place, row in newest.items()
        if not row.withdrawn
    ]
    return sorted(found, key=lambda one: (one.canteen_id, one.kind, one.dated_on, one.number))


def photographed(county_id, first, last):
    """Rows (canteen_id, kind, number, dated_on, [digests]) of the records of some days that name photos."""
    statement = select(_record.canteen_id, _record.kind, _record.number, _record.dated_on, _record.content).where(
        _record.county_id == county_id,
        _record.dated_on.between(first, last),
        _record.content.contains('"photos":["', autoescape=True),
    )
    found = {}
    for *place, on, content in db.session.execute(statement.order_by(_record.version)):
        found[tuple(place)] = (*place, on, json.loads(content).get("photos") or [])
    return list(found.values())


def begun_before(county_id, on, kinds):
    """``{(canteen id, school id, kind)}`` of what was kept of some kinds on some day before ``on``."""
    statement = select(_record.canteen_id, _record.school_id, _record.kind).where(
        _record.county_id == county_id, _record.kind.in_(list(kinds)), _record.dated_on < on
    )
    return {tuple(row) for row in db.session.execute(statement.distinct())}


def _contents(county_id, first, last, kinds):
    statement = select(_record.canteen_id, _record.kind, _record.number, _record.version, _record.content).where(
        _record.county_id == county_id, _record.dated_on.between(first, last), _record.kind.in_(list(kinds))
    )
    return {tuple(row[:4]): json.loads(row[4]) for row in db.session.execute(statement)}
