"""Closed weeks: the statements that stand, and the older ones that stay readable."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import and_, bindparam, func, select

from mealwatch.extensions import db
from mealwatch.kernel.ratio import Ratio
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.domain.facts import thawed
from mealwatch.spend.domain.groupweek import Group, GroupFigures
from mealwatch.spend.models import Reopening, ReopeningRequest, Statement, StatementGroup

_statement = Statement.__table__.c
_group = StatementGroup.__table__.c
_reopening = Reopening.__table__.c
_request = ReopeningRequest.__table__.c


@dataclass(frozen=True)
class StatementHead:
    """One closing of a school's week. ``standing``: it is not reopened. ``missing``: (group, date, meal, what) each."""

    school_id: int
    week: Week
    version: int
    posted: int
    closed_how: str
    closed_at: datetime
    closed_by: str
    policy_version: int
    missing: tuple
    standing: bool
    asked_by: str | None
    reason: str | None
    agreed_by: str | None
    agreed_at: datetime | None


def statements_of(county_id, school_id, week):
    """Every version of a school's closed week, the newest first."""
    rows = db.session.execute(
        _heads(county_id)
        .where(_statement.school_id == school_id, _statement.monday == week.monday)
        .order_by(_statement.version.desc())
    )
    return [_head(row) for row in rows]


def standing_of(county_id, school_id, week):
    """The statement that stands for a school's week, or None."""
    return next((one for one in statements_of(county_id, school_id, week) if one.standing), None)


def standing(county_id, first_week, last_week, school_ids=None):
    """The statements that stand for some weeks, in order of entry."""
    statement = _heads(county_id).where(
        _statement.monday.between(first_week.monday, last_week.monday), _reopening.version.is_(None)
    )
    if school_ids is not None:
        statement = statement.where(_statement.school_id.in_(list(school_ids)))
    return [_head(row) for row in db.session.execute(statement.order_by(_statement.posted))]


def standing_weeks(county_id, first_week, last_week):
    """The closed weeks as a set of (school id, monday), those in which nobody had a supply day too."""
    given = {"county_id": county_id, "first": first_week.monday, "last": last_week.monday}
    return {tuple(row) for row in db.session.execute(_STANDING_WEEKS, given)}


def last_closed(county_id):
    """The newest week that some school has closed, or None."""
    monday = db.session.scalar(select(func.max(_statement.monday)).where(_statement.county_id == county_id))
    return Week(monday) if monday else None


def closed_figures(county_id, first_week, last_week, school_ids=None, *, with_days=True):
    """The figures of the standing statements of some weeks, as GroupFigures."""
    given = {"county_id": county_id, "first": first_week.monday, "last": last_week.monday}
    if school_ids is not None:
        given["school_ids"] = list(school_ids)
    return _figures(
        county_id, db.session.execute(_standing_groups(with_days, school_ids is not None), given), with_days
    )


def figures_of_version(county_id, school_id, week, version):
    """The figures of one version of a school's closed week, standing or not."""
    statement = (
        select(*_columns(with_days=True))
        .join_from(StatementGroup.__table__, Statement.__table__, _same(_group, _statement))
        .where(
            _group.county_id == county_id,
            _group.school_id == school_id,
            _group.monday == week.monday,
            _group.version == version,
        )
    )
    return _figures(county_id, db.session.execute(statement), with_days=True)


@cache
def _standing_groups(with_days, narrowed):
    statement = (
        select(*_columns(with_days))
        .join_from(StatementGroup.__table__, Statement.__table__, _same(_group, _statement))
        .outerjoin(Reopening.__table__, _same(_reopening, _statement))
        .where(
            _group.county_id == bindparam("county_id"),
            _group.monday.between(bindparam("first"), bindparam("last")),
            _reopening.version.is_(None),
        )
    )
    return statement.where(_group.school_id.in_(bindparam("school_ids", expanding=True))) if narrowed else statement


def _columns(with_days):
    facts = (_group.facts,) if with_days else ()
    return (
        _group.school_id,
        _group.group_id,
        _group.monday,
        _group.version,
        _group.supply_days,
        _group.complete_days,
        _group.spend,
        _group.spend_person_days,
        _group.spend_enrolled,
        _group.floor_fen,
        _group.standard_fen,
        _group.outcome,
        _statement.deciding,
        _statement.tolerance_fen,
        _statement.policy_version,
        *facts,
    )


def _figures(county_id, rows, with_days):
    rows = rows.all()
    if not rows:
        return []
    school_ids = {row.school_id for row in rows} if len(rows) < 300 else None
    codes = {one.id: one.code for one in schools.schools_of(county_id, school_ids)}
    groups = {one.id: one.code for one in schools.groups_of(county_id, school_ids)}
    return [
        GroupFigures(
            Group(row.school_id, codes[row.school_id], row.group_id, groups[row.group_id]),
            Week(row.monday),
            row.supply_days,
            row.complete_days,
            Ratio.parse(row.spend),
            Ratio.parse(row.spend_person_days),
            Ratio.parse(row.spend_enrolled),
            row.floor_fen,
            row.standard_fen,
            row.outcome,
            row.deciding,
            row.tolerance_fen,
            row.policy_version,
            row.version,
            *(thawed(json.loads(row.facts)) if with_days else (None, None)),
        )
        for row in rows
    ]


def _heads(county_id):
    return (
        select(
            _statement.school_id,
            _statement.monday,
            _statement.version,
            _statement.posted,
            _statement.closed_how,
            _statement.closed_at,
            _statement.closed_by,
            _statement.policy_version,
            _statement.missing,
            _request.asked_by,
            _request.reason,
            _reopening.agreed_by,
            _reopening.agreed_at,
        )
        .outerjoin_from(Statement.__table__, ReopeningRequest.__table__, _same(_request, _statement))
        .outerjoin(Reopening.__table__, _same(_reopening, _statement))
        .where(_statement.county_id == county_id)
    )


def _head(row):
    return StatementHead(
        row.school_id,
        Week(row.monday),
        row.version,
        row.posted,
        row.closed_how,
        row.closed_at,
        row.closed_by,
        row.policy_version,
        tuple(tuple(one) for one in json.loads(row.missing)),
        row.agreed_by is None,
        row.asked_by,
        row.reason,
        row.agreed_by,
        row.agreed_at,
    )


def _same(one, other):
    return and_(*(one[name] == other[name] for name in ("county_id", "school_id", "monday", "version")))


_STANDING_WEEKS = (
    select(_statement.school_id, _statement.monday)
    .outerjoin_from(Statement.__table__, Reopening.__table__, _same(_reopening, _statement))
    .where(
        _statement.county_id == bindparam("county_id"),
        _statement.monday.between(bindparam("first"), bindparam("last")),
        _reopening.version.is_(None),
    )
)
