"""Counties, their policies and their locks, as values."""

import json
from datetime import timedelta
from functools import cache

from sqlalchemy import bindparam, select

from mealwatch.audit.kept import Kept
from mealwatch.counties import errors, models
from mealwatch.counties.domain.choices import DEFAULTS
from mealwatch.counties.domain.county import County
from mealwatch.counties.domain.locks import Lock, Locks
from mealwatch.counties.domain.policy import Policy, PolicyBook
from mealwatch.extensions import db

_COUNTY = (
    models.County.id,
    models.County.code,
    models.County.name,
    models.County.is_demo,
    models.County.live_from,
)

#: What the journal keeps of the changeable tables; the locks are told by the statements.
KEPT = (Kept("county", models.County.__table__), Kept("policy", models.Policy.__table__))


def counties():
    """Every county of the site, by code."""
    return [County(*row) for row in db.session.execute(select(*_COUNTY).order_by(models.County.code))]


def find_county(code):
    """The county with this code, or None."""
    return _one(select(*_COUNTY).where(models.County.code == code))


def get_county(county_id):
    """The county with this id. Raises NoCounty."""
    county = _one(select(*_COUNTY).where(models.County.id == county_id))
    if county is None:
        raise errors.NoCounty(key=county_id)
    return county


def _one(statement):
    row = db.session.execute(statement).one_or_none()
    return County(*row) if row else None


def policies_of(county_id):
    """The county's policies, as a PolicyBook."""
    table = models.Policy.__table__.c
    rows = db.session.execute(
        select(
            table.from_date,
            table.version,
            table.subsidy_fen,
            table.deciding,
            table.tolerance_fen,
            table.close_after_days,
            table.close_at,
            table.choices,
        ).where(table.county_id == county_id)
    )
    return PolicyBook(Policy(*row[:-1], choices=DEFAULTS | json.loads(row.choices)) for row in rows)


def lock_rows(county_id, *, canteen_ids=None, school_ids=None, first=None, last=None):
    """The locks of the weeks that touch the days from ``first`` to ``last`` (both included; None: no bound)."""
    wanted = {
        "canteens": None if canteen_ids is None else list(canteen_ids),
        "schools": None if school_ids is None else list(school_ids),
        "first": None if first is None else first - timedelta(days=6),
        "last": last,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    rows = db.session.execute(_lock_statement(frozenset(given)), {"county": county_id, **given})
    return [Lock(*row) for row in rows]


@cache
def _lock_statement(given):
    """The SELECT of locks with these bounds; made once for each: every posting asks it."""
    table = models.WeekLock.__table__.c
    bounds = {
        "canteens": table.canteen_id.in_(bindparam("canteens", expanding=True)),
        "schools": table.school_id.in_(bindparam("schools", expanding=True)),
        "first": table.monday >= bindparam("first"),
        "last": table.monday <= bindparam("last"),
    }
    columns = select(table.canteen_id, table.monday, table.school_id, table.fed_days, table.supply_days)
    return columns.where(table.county_id == bindparam("county"), *(bounds[name] for name in sorted(given)))


def locks_to_join():
    """A SELECT of all columns of all locks, to join."""
    return select(*models.WeekLock.__table__.columns)


def locks_of(county_id, canteen_ids=None, first=None, last=None):
    """The closed weeks of some canteens (None: all) that touch the days from ``first`` to ``last``, as Locks."""
    return Locks(lock_rows(county_id, canteen_ids=canteen_ids, first=first, last=last))


def closed_weeks(county_id, *, school_ids=None, first=None, last=None):
    """The closed weeks as a set of (school id, monday)."""
    rows = lock_rows(county_id, school_ids=school_ids, first=first, last=last)
    return {(lock.school_id, lock.monday) for lock in rows}
