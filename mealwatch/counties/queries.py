"""Counties, their policies and their locks, as values."""

import json
from datetime import timedelta

from sqlalchemy import select

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
    table = models.WeekLock.__table__.c
    statement = select(table.canteen_id, table.monday, table.school_id, table.fed_days, table.supply_days).where(
        table.county_id == county_id
    )
    if canteen_ids is not None:
        statement = statement.where(table.canteen_id.in_(list(canteen_ids)))
    if school_ids is not None:
        statement = statement.where(table.school_id.in_(list(school_ids)))
    if first is not None:
        statement = statement.where(table.monday >= first - timedelta(days=6))
    if last is not None:
        statement = statement.where(table.monday <= last)
    return [Lock(*row) for row in db.session.execute(statement)]


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
