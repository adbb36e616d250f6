"""Requests to reopen closed weeks."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, select

from mealwatch.extensions import db
from mealwatch.spend.models import Reopening, ReopeningRequest

_request = ReopeningRequest.__table__.c
_reopening = Reopening.__table__.c
_SAME = and_(
    *(_request[name] == _reopening[name] for name in ("county_id", "school_id", "monday", "version")),
)


class Asked(NamedTuple):
    """A request to reopen ``version`` of a school's week; who agreed is None while nobody has."""

    school_id: int
    monday: date
    version: int
    reason: str
    asked_by: str
    asked_by_id: int | None
    asked_at: datetime
    agreed_by: str | None
    agreed_by_id: int | None
    agreed_at: datetime | None


def reopenings(county_id, school_ids=None):
    """All requests of some schools (None: all), those that wait first, then the newest first."""
    statement = _asked(county_id)
    if school_ids is not None:
        statement = statement.where(_request.school_id.in_(list(school_ids)))
    found = [Asked(*row) for row in db.session.execute(statement.order_by(_request.asked_at.desc()))]
    return sorted(found, key=lambda one: one.agreed_by is not None)


def reopening_of(county_id, school_id, week, version):
    """The request to reopen one version of a school's week, or None."""
    row = db.session.execute(
        _asked(county_id).where(
            _request.school_id == school_id, _request.monday == week.monday, _request.version == version
        )
    ).one_or_none()
    return Asked(*row) if row else None


def _asked(county_id):
    return (
        select(
            _request.school_id,
            _request.monday,
            _request.version,
            _request.reason,
            _request.asked_by,
            _request.asked_by_id,
            _request.asked_at,
            _reopening.agreed_by,
            _reopening.agreed_by_id,
            _reopening.agreed_at,
        )
        .outerjoin_from(ReopeningRequest.__table__, Reopening.__table__, _SAME)
        .where(_request.county_id == county_id)
    )
