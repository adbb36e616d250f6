"""Rows that several requests may want to make at the same moment."""

from sqlalchemy.dialects import postgresql, sqlite

from mealwatch.extensions import db


def insert_or_leave(table, row):
    """Insert the row unless one with its key is there already."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    db.session.execute(dialect.insert(table).values(row).on_conflict_do_nothing())
