"""Closing weeks: the figures as they stand are frozen, and nothing dated inside is accepted any more.

The principal's close waits until nothing is missing or unsigned. The deadline's
close does not: what is missing is listed in the statement and counts as nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.counties import queries as counties
from mealwatch.counties import service as county_service
from mealwatch.counties.domain.locks import Lock, mask
from mealwatch.extensions import db
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend import errors
from mealwatch.spend.domain import record
from mealwatch.spend.domain.groupweek import Missing
from mealwatch.spend.models import Statement, StatementGroup
from mealwatch.spend.queries.figures import live
from mealwatch.spend.queries.statements import standing, standing_of
from mealwatch.stock.queries.unsigned import unsigned


@dataclass(frozen=True)
class Closing:
    """One school's week to be closed: how (principal, deadline, import), when and by whom.

    ``posted``: its place in the county's order of entry, where that is already given.
    """

    school_id: int
    week: Week
    how: str
    closed_at: datetime
    closed_by: str
    posted: int | None = None


def close_week(county_id, school_id, week, *, how, by, now):
    """Close one school's week; closing it again changes nothing. Returns the statement that stands.

    Raises WeekNotOver, NothingToClose, and for the principal StillMissing.
    """
    journal.lock(county_id)
    known = standing_of(county_id, school_id, week)
    if known:
        return known
    figures = live(county_id, week, week, {school_id})
    if not figures:
        raise errors.NothingToClose(field="week", week=week)
    _refuse_early(week, figures, how, now.date())
    if how == "principal":
        _refuse_incomplete(county_id, week, figures)
    close_many(county_id, [Closing(school_id, week, how, now, by.name)], by=by, now=now)
    return standing_of(county_id, school_id, week)


def close_all(county_id, week, *, by, now):
    """Close the week for every school that has supply days in it and has not closed: the deadline's close.

    Returns the ids of the schools that were closed. Raises WeekNotOver.
    """
    journal.lock(county_id)
    if now.date() <= week.sunday:
        raise errors.WeekNotOver(field="week", week=week)
    already = {one.school_id for one in standing(county_id, week, week)}
    due = sorted({one.group.school_id for one in live(county_id, week, week)} - already)
    close_many(county_id, [Closing(school_id, week, "deadline", now, by.name) for school_id in due], by=by, now=now)
    return due


def close_many(county_id, closings, *, by, now):
    """Freeze weeks as they stand, in the order given; the caller has made sure that none is closed.

    A fixed number of statements a week, however many schools.
    """
    journal.lock(county_id)
    by_week = defaultdict(list)
    for closing in closings:
        by_week[closing.week].append(closing)
    codes = {one.id: one.code for one in schools.schools_of(county_id)}
    frozen_rows = []
    for week, of_week in by_week.items():
        frozen_rows += _frozen_week(county_id, week, of_week)
    if frozen_rows:
        order = {(one.school_id, one.week.monday): place for place, one in enumerate(closings)}
        frozen_rows.sort(key=lambda rows: order[rows[0]["school_id"], rows[0]["monday"]])
        _write(county_id, frozen_rows, codes, by=by, now=now)


def _frozen_week(county_id, week, closings):
    """[(statement row, group rows, locks), ...] of one week's closings."""
    school_ids = {closing.school_id for closing in closings}
    by_school = defaultdict(list)
    for one in live(county_id, week, week, school_ids):
        if one.group.school_id in school_ids:
            by_school[one.group.school_id].append(one)
    policy = counties.policies_of(county_id).on(week.monday)
    locks = _locks(county_id, week, school_ids)
    names = _names(county_id, by_school)
    versions = _versions(county_id, week)
    head = journal.lock(county_id)
    rows = []
    for closing in closings:
        figures = sorted(by_school[closing.school_id], key=lambda one: one.group.group_id)
        statement = {
            "school_id": closing.school_id,
            "monday": week.monday,
            "version": versions.get(closing.school_id, 0) + 1,
            "posted": closing.posted,
            "closed_how": closing.how,
            "closed_at": closing.closed_at,
            "closed_by": closing.closed_by,
            "policy_version": policy.version,
            "deciding": policy.deciding,
            "tolerance_fen": policy.tolerance_fen,
            "missing": canonical(_missing(figures, names)),
            "journal_seq": head.seq,
            "journal_hash": head.hash,
        }
        rows.append((statement, [record.group_row(one) for one in figures], locks[closing.school_id]))
    return rows


def _missing(figures, names):
    """What was missing, once each, as JSON values."""
    found = {one for of_group in figures for one in of_group.missing}
    return [
        [names[one.group_id], one.on.isoformat(), one.meal, one.what]
        for one in sorted(found, key=lambda one: (one.on, one.meal, one.what, one.group_id))
    ]


def _names(county_id, by_school):
    """{group id: ``S001/G16``} of the groups that something is missing of."""
    needed = {one.group_id for figures in by_school.values() for of in figures for one in of.missing}
    if not needed:
        return {}
    codes = {one.id: one.code for one in schools.schools_of(county_id)}
    return {one.id: f"{codes[one.school_id]}/{one.code}" for one in schools.groups_of(county_id) if one.id in needed}


def _versions(county_id, week):
    """{school id: its highest statement version of the week}."""
    table = Statement.__table__.c
    rows = db.session.execute(
        select(table.school_id, func.max(table.version))
        .where(table.county_id == county_id, table.monday == week.monday)
        .group_by(table.school_id)
    )
    return dict(rows.all())


def _locks(county_id, week, school_ids):
    """{school id: [Lock, ...]}: each canteen that feeds the school in the week, on which days, and its supply days."""
    groups = [one for one in schools.groups_of(county_id) if one.school_id in school_ids]
    roll = schools.roll_of(county_id, group_ids=[one.id for one in groups])
    fed = defaultdict(set)
    for group in groups:
        for on in week.days:
            row = roll.on(group.id, on)
            if row is not None:
                fed[group.school_id, row.canteen_id].add(on)
    supply = schools.supply_of(
        county_id, week.monday, week.sunday, locks=counties.locks_of(county_id, first=week.monday, last=week.sunday)
    )
    locks = defaultdict(list)
    for (school_id, canteen_id), days in sorted(fed.items()):
        supplied = supply.canteen_days(canteen_id, week.monday, week.sunday)
        locks[school_id].append(Lock(canteen_id, week.monday, school_id, mask(days), mask(supplied)))
    return locks


def _write(county_id, frozen_rows, codes, *, by, now):
    unnumbered = [statement for statement, _, _ in frozen_rows if statement["posted"] is None]
    first = journal.next_posted(county_id, len(unnumbered)) if unnumbered else 0
    for place, statement in enumerate(unnumbered):
        statement["posted"] = first + place
    place = {"county_id": county_id}
    connection = db.session.connection()
    connection.execute(insert(Statement.__table__), [place | statement for statement, _, _ in frozen_rows])
    groups = [
        {**place, **{name: statement[name] for name in ("school_id", "monday", "version")}, **group}
        for statement, of_school, _ in frozen_rows
        for group in of_school
    ]
    if groups:
        connection.execute(insert(StatementGroup.__table__), groups)
    county_service.add_locks(county_id, [lock for _, _, locks in frozen_rows for lock in locks])
    journal.record_all(
        county_id,
        [
            (
                by.name,
                "close",
                "statement",
                record.key(codes[statement["school_id"]], Week(statement["monday"])),
                canonical(record.closed(statement, of_school, [lock._asdict() for lock in locks])),
                now,
            )
            for statement, of_school, locks in frozen_rows
        ],
    )


def _refuse_early(week, figures, how, today):
    last = max(on for one in figures for on, _subsidy in one.supply)
    if today < last if how == "principal" else today <= week.sunday:
        raise errors.WeekNotOver(field="week", week=week)


def _refuse_incomplete(county_id, week, figures):
    missing = sorted(
        {one for of_group in figures for one in of_group.missing}, key=lambda one: (one.on, one.meal, one.what)
    )
    canteen_ids = {meal.pot.canteen_id for one in figures for meal in one.meals}
    papers = unsigned(county_id, canteen_ids, week.monday, week.sunday)
    if missing or papers:
        raise errors.StillMissing([Missing(*one) for one in missing], papers)
