"""Meals served, as rows. Of several versions of a record the highest counts."""

from collections import defaultdict
from datetime import date
from functools import cache

from sqlalchemy import bindparam, exists, func, select, tuple_

from mealwatch.drafts.queries import with_typed
from mealwatch.extensions import db
from mealwatch.meals.classes.queries import KEPT, Sum, classes_of, copies_of, find_link, sums
from mealwatch.meals.domain.record import number
from mealwatch.meals.models import MealRecord
from mealwatch.storage import view
from mealwatch.storage.bare import Dates, bare_rows

#: What other features ask about classes and copies stands in classes/queries.py.
__all__ = [
    "KEPT",
    "Sum",
    "classes_of",
    "copies_of",
    "current",
    "find_link",
    "how_many",
    "meal_rows",
    "places",
    "rows_at",
    "served",
    "standing_records",
    "sums",
    "versions",
]
_record = MealRecord.__table__.c


def meal_rows(county_id, first, last, *, group_ids=None):
    """Rows (group_id, dated_on, meal, beneficiaries, other_pupils, staff) of the days from ``first`` to ``last``.

    All versions, the lower ones earlier: of equal group, day and meal the last row counts.
    """
    return db.session.execute(_records(group_ids is not None), _given(county_id, first, last, group_ids)).all()


def served(county_id, first, last, *, group_ids=None):
    """``{(date, meal): {group_id: (beneficiaries, other pupils, staff)}}`` of the days from ``first`` to ``last``."""
    dates, found = Dates(), defaultdict(dict)
    rows = bare_rows(_records(group_ids is not None), _given(county_id, first, last, group_ids))
    for group_id, on, meal, own, others, staff in rows:
        found[dates[on], meal][group_id] = own, others, staff
    return found


@cache
def _records(narrowed):
    """Built once: building a statement takes longer than asking it in a small county."""
    statement = select(
        _record.group_id,
        _record.dated_on,
        _record.meal,
        _record.beneficiaries,
        _record.other_pupils,
        _record.staff,
    ).where(
        _record.county_id == bindparam("county_id"), _record.dated_on.between(bindparam("first"), bindparam("last"))
    )
    if narrowed:
        statement = statement.where(_record.group_id.in_(bindparam("group_ids", expanding=True)))
    return statement.order_by(_record.dated_on, _record.group_id, _record.meal, _record.version)


def _given(county_id, first, last, group_ids):
    given = {"county_id": county_id, "first": first, "last": last}
    return given if group_ids is None else given | {"group_ids": list(group_ids)}


def current(county_id, group_id, dated_on, meal):
    """The version that counts (version, beneficiaries, other_pupils, staff), or None."""
    return db.session.execute(
        select(_record.version, _record.beneficiaries, _record.other_pupils, _record.staff)
        .where(
            _record.county_id == county_id,
            _record.group_id == group_id,
            _record.dated_on == dated_on,
            _record.meal == meal,
        )
        .order_by(_record.version.desc())
        .limit(1)
    ).one_or_none()


def versions(county_id, group_id, dated_on, meal):
    """All versions of a record as rows (version, counts, reason, entered_at, entered_by, imported), the first first.

    They have what drafts' Typed holds, too.
    """
    statement = select(
        _record.version,
        _record.beneficiaries,
        _record.other_pupils,
        _record.staff,
        _record.reason,
        _record.entered_at,
        _record.entered_by,
        _record.imported,
    ).where(
        _record.county_id == county_id,
        _record.group_id == group_id,
        _record.dated_on == dated_on,
        _record.meal == meal,
    )
    place = {"kind": "meal_record", "place_id": group_id, "number": number(dated_on, meal)}
    statement = with_typed(statement, county_id=county_id, **place, version=_record.version)
    return db.session.execute(statement.order_by(_record.version)).all()


def standing_records(county_id):
    """The versions that count, as a stream of rows by day, group and meal, with entered_at and imported."""
    later = MealRecord.__table__.alias()
    superseded = exists().where(
        later.c.county_id == _record.county_id,
        later.c.dated_on == _record.dated_on,
        later.c.group_id == _record.group_id,
        later.c.meal == _record.meal,
        later.c.version > _record.version,
    )
    statement = (
        select(
            _record.dated_on,
            _record.group_id,
            _record.meal,
            _record.beneficiaries,
            _record.other_pupils,
            _record.staff,
            _record.entered_at,
            _record.imported,
        )
        .where(_record.county_id == county_id, ~superseded)
        .order_by(_record.dated_on, _record.group_id, _record.meal)
    )
    return db.session.execute(statement.execution_options(yield_per=1000))


def rows_at(county_id, places):
    """``{place: row as a dict of plain values}`` of the versions at these (date, group id, meal, version)."""
    here = tuple_(_record.dated_on, _record.group_id, _record.meal, _record.version).in_(places)
    columns = MealRecord.__table__.columns
    found = view.rows(select(*columns).where(_record.county_id == county_id, here))
    rows = (dict(zip(columns.keys(), values, strict=True)) for values in found)
    return {(date.fromisoformat(row["dated_on"]), row["group_id"], row["meal"], row["version"]): row for row in rows}


def places(county_id):
    """Streams (date as text, group id, meal, version) of every version of every record."""
    columns = _record.dated_on, _record.group_id, _record.meal, _record.version
    return view.rows(select(*columns).where(_record.county_id == county_id))


def how_many(county_id):
    """The number of versions of all records."""
    return db.session.scalar(select(func.count()).select_from(MealRecord).where(_record.county_id == county_id))
