"""Whether a database is there, what state it is in, and making one."""

from pathlib import Path

import psycopg
from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from mealwatch.storage import migrate
from mealwatch.storage.engine import normalised

MISSING, EMPTY, OLD, CURRENT = "missing", "empty", "old", "current"


def state(url):
    """MISSING, EMPTY (not a table in it), OLD (an earlier or a foreign schema) or CURRENT. Makes nothing."""
    parsed = make_url(normalised(url))
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").expanduser().is_file():
        return MISSING
    owner = migrate.owner_engine(url)
    try:
        with owner.connect() as connection:
            revision = MigrationContext.configure(connection).get_current_revision()
            tables = inspect(connection).get_table_names()
    except OperationalError as error:
        if _is_missing(error.orig):
            return MISSING
        raise
    finally:
        owner.dispose()
    if revision is None:
        return OLD if tables else EMPTY
    return CURRENT if migrate.is_current(url) else OLD


def make(url):
    """Make the database where there is none, and bring it to the newest step."""
    if state(url) == MISSING:
        _make_on_server(make_url(normalised(url)))
    migrate.upgrade(url)


def shown(url):
    """The address without its password."""
    return make_url(url).render_as_string()


def _make_on_server(parsed):
    if parsed.get_backend_name() == "postgresql":
        server = parsed.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(parsed.database))
            )


def _is_missing(error):
    # The server refuses the connection itself, so that the error carries no state of its own.
    return isinstance(error, psycopg.OperationalError) and "does not exist" in str(error) and "database" in str(error)
