"""Rows as the driver hands them over, for the few reads that are long.

Bare tuples take a third of the time of SQLAlchemy's rows. SQLite's dates come
as ISO text then; ``Dates`` turns either into dates, each only once.
"""

from datetime import date

from mealwatch.extensions import db


def bare_rows(statement):
    """All rows of a SELECT as tuples."""
    result = db.session.execute(statement)
    try:
        return result.cursor.fetchall()
    finally:
        result.close()


class Dates(dict):
    """``dates[raw]`` is the date that a driver gave as a date or as ISO text."""

    def __missing__(self, raw):
        on = raw if isinstance(raw, date) else date.fromisoformat(raw)
        self[raw] = on
        return on
