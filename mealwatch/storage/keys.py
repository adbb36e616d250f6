"""Keys: every fact row carries its county first, so that one county can live on one shard."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, func, select
from sqlalchemy.orm import mapped_column

from mealwatch.extensions import db
from mealwatch.storage.types import Whole

#: In a scope column: the row is for the whole county or the whole school.
WHOLE = 0


def key_part():
    """One column of a composite primary key; numbers are given, never counted up by the database."""
    return mapped_column(Whole, primary_key=True, autoincrement=False)


def county_key():
    """The county as the first part of a key, for a table that hangs on nothing but its county."""
    return mapped_column(Whole, ForeignKey("counties.id"), primary_key=True, autoincrement=False)


def refers_to(column, table):
    """That ``column`` holds the id of a row of ``table`` in the same county."""
    return ForeignKeyConstraint(["county_id", column], [f"{table}.county_id", f"{table}.id"])


def next_id(model, county_id):
    """The next number of a county's rows of ``model``; the caller holds the county's journal head."""
    highest = db.session.scalar(select(func.max(model.id)).where(model.county_id == county_id))
    return (highest or 0) + 1
