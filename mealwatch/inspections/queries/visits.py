"""Visits for reading."""

import json

from sqlalchemy import and_, or_, select

from mealwatch.extensions import db
from mealwatch.inspections import errors, models
from mealwatch.inspections.domain.records import Amendment, Member, Tally, Visit

_visit = models.Visit.__table__.c
_amendment = models.Amendment.__table__.c
_VISIT = select(*(_visit[name] for name in Visit.__dataclass_fields__))
_AMENDMENT = select(*(_amendment[name] for name in Amendment.__dataclass_fields__))
#: The newest first: by the day of the visit, then by the order in which they came.
_NEWEST = _visit.dated_on.desc(), _visit.id.desc()


def visits(county_id, school_ids=None, *, first=None, last=None, stop_ids=None, ids=None, limit=None):
    """Visits, the newest first: of some schools (None: all), of days from ``first`` to ``last``, of some stops."""
    statement = _VISIT.where(_visit.county_id == county_id).order_by(*_NEWEST)
    for column, wanted in ((_visit.school_id, school_ids), (_visit.stop_id, stop_ids), (_visit.id, ids)):
        if wanted is not None:
            statement = statement.where(column.in_(list(wanted)))
    if first is not None:
        statement = statement.where(_visit.dated_on >= first)
    if last is not None:
        statement = statement.where(_visit.dated_on <= last)
    return _read(statement.limit(limit))


def visit(county_id, visit_id):
    """One visit. Raises NoVisit."""
    found = visits(county_id, ids=[visit_id])
    if not found:
        raise errors.NoVisit(value=visit_id)
    return found[0]


def find_visit_of_deposit(county_id, deposit_id):
    """The visit that came with this record, or None."""
    found = _read(_VISIT.where(_visit.county_id == county_id, _visit.deposit_id == deposit_id))
    return found[0] if found else None


def with_uuid(county_id, uuid):
    """Visits with the number that a tablet gave its draft: one, unless somebody let a second one in."""
    return _read(_VISIT.where(_visit.county_id == county_id, _visit.uuid == uuid).order_by(_visit.id))


def last_visits(county_id, school_ids=None, *, before=None):
    """``{school id: its latest visit}``; ``before``: earlier than this day."""
    columns = _visit.school_id, _visit.id
    statement = select(*columns).where(_visit.county_id == county_id).order_by(_visit.dated_on, _visit.id)
    if school_ids is not None:
        statement = statement.where(_visit.school_id.in_(list(school_ids)))
    if before is not None:
        statement = statement.where(_visit.dated_on < before)
    latest = dict(tuple(row) for row in db.session.execute(statement))
    return {one.school_id: one for one in visits(county_id, ids=latest.values())}


def visits_of_stop(county_id, stop_id):
    """The visits of one stop of a round, in the order in which they came: two where two tablets were there."""
    return sorted(visits(county_id, stop_ids=[stop_id]), key=lambda one: one.id)


def with_company(county_id, one):
    """The visit and those that stand beside it: of its stop, or of its school on its day. In the order they came."""
    here = and_(_visit.school_id == one.school_id, _visit.dated_on == one.dated_on)
    if one.stop_id is not None:
        here = or_(here, _visit.stop_id == one.stop_id)
    return _read(_VISIT.where(_visit.county_id == county_id, here).order_by(_visit.id))


def amendments_of(county_id, uuids):
    """``{number of the visit's draft: what was added to it}``, the earliest first."""
    statement = _AMENDMENT.where(_amendment.county_id == county_id, _amendment.visit_uuid.in_(list(uuids)))
    found = {}
    for row in db.session.execute(statement.order_by(_amendment.received_at, _amendment.deposit_id)):
        found.setdefault(row.visit_uuid, []).append(
            Amendment(**dict(row._mapping) | {"photos": tuple(json.loads(row.photos))})
        )
    return found


def _read(statement):
    return [_as_visit(row) for row in db.session.execute(statement)]


def _as_visit(row):
    told = json.loads(row.told)
    read = {
        "team": tuple(Member(**one) for one in json.loads(row.team)),
        "red_lines": tuple(json.loads(row.red_lines)),
        "told": (told["got_halves"], told["base"], told["grade"]),
        "tally": Tally(**json.loads(row.tally)) if row.tally else None,
        "meal_eaten": json.loads(row.meal_eaten) if row.meal_eaten else None,
    }
    plain = {name: json.loads(getattr(row, name)) for name in ("school_side", "heads", "answers", "flags")}
    return Visit(**dict(row._mapping) | read | plain)
