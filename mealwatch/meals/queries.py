"""Meals served, as rows. Of several versions of a record the highest counts."""

from collections import defaultdict
from functools import cache

from sqlalchemy import bindparam, exists, func, select

from mealwatch.audit.kept import body_text
from mealwatch.extensions import db
from mealwatch.meals.domain import record
from mealwatch.meals.models import MealRecord
from mealwatch.schools import queries as schools
from mealwatch.storage import view
from mealwatch.storage.bare import Dates, bare_rows

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
    """All versions of a record as rows (version, counts, reason, entered_at, entered_by, imported), the first first."""
    return db.session.execute(
        select(
            _record.version,
            _record.beneficiaries,
            _record.other_pupils,
            _record.staff,
            _record.reason,
            _record.entered_at,
            _record.entered_by,
            _record.imported,
        )
        .where(
            _record.county_id == county_id,
            _record.group_id == group_id,
            _record.dated_on == dated_on,
            _record.meal == meal,
        )
        .order_by(_record.version)
    ).all()


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


def told(county_id):
    """What the journal must have been told: streams (key, body text) of every version, by key and version."""
    place = schools.group_places().subquery()
    statement = (
        select(*MealRecord.__table__.columns, place.c.place)
        .outerjoin_from(
            MealRecord.__table__,
            place,
            (place.c.county_id == _record.county_id) & (place.c.id == _record.group_id),
        )
        .where(_record.county_id == county_id)
        .order_by(
            view.in_byte_order(
                func.coalesce(place.c.place, "") + "/" + view.iso(_record.dated_on) + "/" + _record.meal
            ),
            _record.version,
        )
    )
    names = [column.name for column in MealRecord.__table__.columns]
    for values in view.rows(statement):
        row = dict(zip(names, values, strict=False))
        yield f"{values[-1] or ''}/{row['dated_on']}/{row['meal']}", body_text(record.body, row)
