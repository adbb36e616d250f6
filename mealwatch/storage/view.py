"""Long reads in one unchanging view of the database, as plain tuples in values that both stores write alike.

Dates come as ISO text, truths as True and False, whatever the store keeps;
a value that its column should never hold comes as it is. Rows stream: however
many there are, only some hundreds are in memory.
"""

from contextlib import contextmanager, suppress
from itertools import count
from typing import cast

from psycopg.types.string import TextLoader
from sqlalchemy import Boolean, CursorResult, LargeBinary

from mealwatch.extensions import db

_AT_ONCE = 1000
#: Of rows with bytes in them (photos) so few.
_AT_ONCE_OF_LONG = 20
_numbers = count(1)
_TRUTH = {0: False, 1: True}
_PG_VIEW = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Unreadable(Exception):
    """The store cannot hand a row over; the text says why."""


@contextmanager
def one_view(*, tolerant=False):
    """Everything that the session reads meanwhile stands as it stood at the first read.

    ``tolerant``: text that is no UTF-8 comes with its odd bytes escaped instead of ending the read (SQLite).
    """
    db.session.rollback()
    is_sqlite = _is_sqlite()
    connection = db.session.connection(execution_options={} if is_sqlite else _PG_VIEW)
    raw = connection.connection.dbapi_connection
    if not is_sqlite:
        connection.exec_driver_sql("SET LOCAL datestyle TO ISO")
    elif tolerant:
        raw.text_factory = _escaped
    try:
        yield connection
    finally:
        db.session.rollback()
        if is_sqlite and tolerant:
            raw.text_factory = str


def rows(statement):
    """The rows of a SELECT as they come; several may be read at once."""
    columns = list(statement.selected_columns)
    long = any(isinstance(column.type, LargeBinary) for column in columns)
    at_once = _AT_ONCE_OF_LONG if long else _AT_ONCE
    if not _is_sqlite():
        return _streamed(_on_postgresql(statement), at_once)
    places = [place for place, column in enumerate(columns) if isinstance(column.type, Boolean)]
    some = _streamed(_on_sqlite(statement), at_once)
    return _as_truths(some, places) if places else some


def _streamed(cursor, at_once):
    driver = db.engine.dialect.loaded_dbapi
    try:
        while some := cursor.fetchmany(at_once):
            yield from some
    except driver.Error as error:
        raise Unreadable(str(error)) from error
    finally:
        # A stream that was left off may outlive its connection.
        with suppress(driver.Error):
            cursor.close()


def _on_sqlite(statement):
    return cast(CursorResult, db.session.execute(statement)).cursor


def _on_postgresql(statement):
    """A cursor of the server's own, dates as text: SQLAlchemy's would take the first row for itself."""
    connection = db.session.connection()
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    cursor = connection.connection.cursor(name=f"view_{next(_numbers)}")
    cursor.adapters.register_loader("date", TextLoader)
    cursor.execute(compiled.string, compiled.params)
    return cursor


def _as_truths(some, places):
    for row in some:
        values = list(row)
        for place in places:
            values[place] = _TRUTH.get(values[place], values[place])
        yield tuple(values)


def _is_sqlite():
    return db.engine.dialect.name == "sqlite"


def _escaped(text):
    return text.decode(errors="surrogateescape")
