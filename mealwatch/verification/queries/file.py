"""Whether the file is whole, and whether every row points at rows of its own county that are there."""

from functools import cache

from sqlalchemy import and_, select
from sqlalchemy.exc import DBAPIError

from mealwatch.extensions import db
from mealwatch.storage import view
from mealwatch.storage.metadata import metadata
from mealwatch.verification import errors


def check_file():
    """SQLite's own check of pages, indexes, not-null and check constraints; on PostgreSQL pg_amcheck does it."""
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        return
    try:
        found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    except DBAPIError as error:
        raise errors.Damaged(detail=str(error.orig)) from error
    if found != "ok":
        raise errors.Damaged(detail=found)


def check_pointers():
    """Every foreign key of every table, asked for and not taken on trust: a database can be told to look away."""
    for table, parent, lost in _lost():
        for key in view.rows(lost):
            record = f"{table} {'/'.join(str(part) for part in key)}"
            raise errors.PointsNowhere(record=record, parent=parent)


@cache
def _lost():
    """(table, parent table, SELECT of a row that points at nothing) of every foreign key.

    A table without any has no county but the one that it says: that one has to be there.
    """
    found = []
    counties = metadata().tables["counties"]
    for table in metadata().sorted_tables:
        if "county_id" in table.c and not table.foreign_keys:
            stray = table.c.county_id.not_in(select(counties.c.id))
            found.append((table.name, counties.name, select(*table.primary_key.columns).where(stray).limit(1)))
        for constraint in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            parent = constraint.referred_table.alias()
            pairs = [(pair.parent, parent.c[pair.column.name]) for pair in constraint.elements]
            lost = select(*table.primary_key.columns).outerjoin_from(
                table, parent, and_(*(own == other for own, other in pairs))
            )
            given = and_(*(own.is_not(None) for own, _ in pairs))
            lost = lost.where(given, pairs[0][1].is_(None)).limit(1)
            found.append((table.name, constraint.referred_table.name, lost))
    return found
