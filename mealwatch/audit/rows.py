"""Changeable rows (schools, ingredients, the calendar ...): written where they differ, told to the journal in full.

Twenty thousand rows go in as fast as one: what is there is loaded once, the
differences are written with two statements, and their entries with one. Rows
are dicts with every column of their table.
"""

from typing import NamedTuple

from sqlalchemy import and_, delete, insert, select, update

from mealwatch.audit import service
from mealwatch.audit.chain import canonical, plain
from mealwatch.extensions import db


class Written(NamedTuple):
    """How many rows a call made, changed, and found as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    @property
    def outcome(self):
        """In a word, for a call about one row: created, updated or unchanged."""
        return "created" if self.created else "updated" if self.updated else "unchanged"

    def __add__(self, other):
        return Written(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def body_of(row):
    """What the journal holds of a row: its columns by name, dates and moments as ISO text."""
    return {column: plain(value) for column, value in row.items()}


def held(model, county_id, *conditions):
    """``{primary key after the county: row}`` of the county's rows that meet the conditions."""
    table = model.__table__
    rows = db.session.execute(select(table).where(table.c.county_id == county_id, *conditions)).mappings()
    return {identity(model, row): dict(row) for row in rows}


def identity(model, row):
    """A row's primary key without the county."""
    return tuple(row[name] for name in _key(model))


def put(county_id, model, rows, before, *, subject, key_of, by, now, change="update"):
    """Write the rows that differ from ``before`` (as ``held`` gives them); ``key_of`` names a row for the journal.

    Returns Written. The caller has locked the journal and checked the rows.
    """
    columns = [column.name for column in model.__table__.columns]
    created, updated, entries = [], [], []
    for row in rows:
        was = before.get(identity(model, row))
        if was is not None and all(was[column] == row[column] for column in columns):
            continue
        action = "create" if was is None else change
        (created if was is None else updated).append(row)
        entries.append((by.name, action, subject, key_of(row), canonical(body_of(row)), now))
    if created:
        db.session.execute(insert(model), created)
    if updated:
        db.session.execute(update(model), updated)
    if entries:
        service.record_all(county_id, entries)
    return Written(len(created), len(updated), len(rows) - len(entries))


def remove(county_id, model, row, *, subject, key, by, now):
    """Take one row away; the journal keeps what it was."""
    table = model.__table__
    same = and_(*(table.c[name] == row[name] for name in _key(model)), table.c.county_id == county_id)
    db.session.execute(delete(table).where(same))
    service.record(county_id, by=by, action="remove", subject=subject, key=key, body=body_of(row), now=now)


def _key(model):
    return [column.name for column in model.__table__.primary_key if column.name != "county_id"]
