"""Daily records: of several versions the highest counts; what was withdrawn is left out unless asked for."""

import json
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from mealwatch.drafts.domain.typed import Typed
from mealwatch.drafts.queries import with_typed
from mealwatch.extensions import db
from mealwatch.safety.domain.record import Record
from mealwatch.safety.models import DailyRecord
from mealwatch.safety.queries.registers import equipment_of

_record = DailyRecord.__table__.c
_RECORDS = with_typed(
    select(*_record),
    county_id=_record.county_id,
    kind=_record.kind,
    place_id=_record.canteen_id,
    number=_record.number,
    version=_record.version,
)
_BEGAN = date(2000, 1, 1)


class Private(NamedTuple):
    """The private part of a record, and who wrote it when."""

    fields: dict
    entered_by_id: int | None
    entered_on: date


def records(county_id, canteen_id, kinds, first, last, *, withdrawn=False):
    """The standing records of these kinds (codes; None: all) from ``first`` to ``last``, in the order of entry.

    Private fields are not among them; a lamp's record has its running ``minutes`` in ``worked_out``.
    """
    conditions = [_record.canteen_id == canteen_id, _record.dated_on.between(first, last)]
    if kinds is not None:
        conditions.append(_record.kind.in_(list(kinds)))
    found = _standing(county_id, *conditions)
    if any(one.kind == "uv" for one in found):
        found = _with_running_minutes(county_id, canteen_id, found)
    return [one for one in found if withdrawn or not one.withdrawn]


def standing_of(county_id, canteen_id, kinds, first, last):
    """The same as ``records`` without what is worked out."""
    conditions = [_record.canteen_id == canteen_id, _record.dated_on.between(first, last)]
    if kinds is not None:
        conditions.append(_record.kind.in_(list(kinds)))
    return [one for one in _standing(county_id, *conditions) if not one.withdrawn]


def checks_with_findings(county_id, canteen_id, kinds, first, last):
    """The standing safety checks of which some version found what was not mended on the spot."""
    here = _record.county_id == county_id, _record.canteen_id == canteen_id, _record.kind.in_(list(kinds))
    days = _record.dated_on.between(first, last)
    open_ones = _record.content.contains('"on_the_spot":false', autoescape=True)
    numbers = set(db.session.scalars(select(_record.number).where(*here, days, open_ones)))
    if not numbers:
        return []
    found = _standing(county_id, *here[1:], _record.number.in_(numbers))
    return [one for one in found if not one.withdrawn]


def filled_on(county_id, on):
    """``{canteen id: {kinds of which there is a record}}`` of one day."""
    columns = _record.canteen_id, _record.kind, _record.number, _record.withdrawn
    statement = select(*columns).where(_record.county_id == county_id, _record.dated_on == on)
    newest = {}
    for canteen_id, kind, number, withdrawn in db.session.execute(statement.order_by(_record.version)):
        newest[canteen_id, kind, number] = withdrawn
    found = {}
    for (canteen_id, kind, _), withdrawn in newest.items():
        if not withdrawn:
            found.setdefault(canteen_id, set()).add(kind)
    return found


def of_schools(county_id, kind, first, last, school_ids=None):
    """The standing records of one kind of several schools."""
    conditions = [_record.kind == kind, _record.dated_on.between(first, last)]
    if school_ids is not None:
        conditions.append(_record.school_id.in_(list(school_ids)))
    return [one for one in _standing(county_id, *conditions) if not one.withdrawn]


def current(county_id, canteen_id, kind, numbers):
    """``{number: record}`` of the newest versions, withdrawn ones too."""
    here = _record.canteen_id == canteen_id, _record.kind == kind, _record.number.in_(list(numbers))
    return {one.number: one for one in _standing(county_id, *here)}


def versions(county_id, canteen_id, kind, number):
    """All versions of a record, the first first."""
    here = _record.canteen_id == canteen_id, _record.kind == kind, _record.number == number
    rows = _rows(county_id, *here)
    return [_as_record(row, rows[0]) for row in rows]


def last_of(county_id, canteen_id, kind, meal=None):
    """The newest standing record of a kind, to start the next one with; or None."""
    conditions = [_record.canteen_id == canteen_id, _record.kind == kind]
    if meal:
        conditions.append(_record.meal == meal)
    days = select(_record.dated_on).where(_record.county_id == county_id, *conditions)
    newest = db.session.scalar(days.order_by(_record.dated_on.desc()).limit(1))
    if newest is None:
        return None
    found = _standing(county_id, *conditions, _record.dated_on == newest)
    return next((one for one in reversed(found) if not one.withdrawn), None)


def private_of(county_id, canteen_id, kind, number):
    """The private part of a record's newest version that has one, or None. Who may see it, the page decides."""
    row = db.session.execute(
        select(_record.private, _record.entered_by_id, _record.entered_at)
        .where(
            _record.county_id == county_id,
            _record.canteen_id == canteen_id,
            _record.kind == kind,
            _record.number == number,
            _record.private.is_not(None),
        )
        .order_by(_record.version.desc())
        .limit(1)
    ).one_or_none()
    return Private(json.loads(row.private)["fields"], row.entered_by_id, row.entered_at.date()) if row else None


def _rows(county_id, *conditions):
    statement = _RECORDS.where(_record.county_id == county_id, *conditions)
    return db.session.execute(statement.order_by(_record.version)).all()


def _standing(county_id, *conditions):
    """Records are in the order in which they were first entered."""
    first, newest = {}, {}
    for row in _rows(county_id, *conditions):
        place = row.canteen_id, row.kind, row.number
        first.setdefault(place, row)
        newest[place] = row
    found = [_as_record(row, first[place]) for place, row in newest.items()]
    return sorted(found, key=lambda one: (one.dated_on, one.first_entered_at, one.number))


def _as_record(row, first):
    return Record(
        kind=row.kind,
        number=row.number,
        version=row.version,
        canteen_id=row.canteen_id,
        school_id=row.school_id,
        dated_on=row.dated_on,
        meal=row.meal,
        fields=json.loads(row.content),
        second=row.second_name,
        second_how=row.second_how,
        signature_id=row.signature_id,
        entered_by=row.entered_by,
        entered_by_id=row.entered_by_id,
        entered_at=row.entered_at,
        reason=row.reason,
        withdrawn=row.withdrawn,
        has_private=row.private is not None,
        first_entered_at=first.entered_at,
        first_entered_by=first.entered_by,
        typed=_typed_of(row),
        first_typed=_typed_of(first),
    )


def _typed_of(row):
    return None if row.said is None else Typed(row.said, row.typed_at, row.received_at)


def _with_running_minutes(county_id, canteen_id, found):
    """Each lamp's minutes so far: those before the records began and those of every record since."""
    sums = {one.id: one.used_minutes for one in equipment_of(county_id, canteen_id, every=True)}
    last = max(one.dated_on for one in found)
    here = _record.canteen_id == canteen_id, _record.kind == "uv", _record.dated_on.between(_BEGAN, last)
    running = {}
    for one in sorted(_standing(county_id, *here), key=lambda one: (one.dated_on, one.fields["start"], one.number)):
        if not one.withdrawn:
            lamp = one.fields["equipment"]
            sums[lamp] = running[one.number] = sums.get(lamp, 0) + one.fields["minutes"]
    return [
        replace(one, worked_out={"running_minutes": running[one.number]}) if one.number in running else one
        for one in found
    ]
