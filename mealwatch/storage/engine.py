"""The engine recipe for SQLite and PostgreSQL; only this combination was found not to oversell.

Reading transactions begin deferred, writing ones immediate: a write that began
as a read would work on a stale view and fail when it comes to write. A known
bug corrupts WAL files with SQLite versions up to 3.51.2, so those are refused.
"""

import re
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import event
from sqlalchemy.engine import make_url

BUSY_SECONDS = 10
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "trusted_schema=OFF",
    "mmap_size=0",
)
APPLICATION_ROLE = "mealwatch_app"


class UnsafeSqlite(Exception):
    """This SQLite library can corrupt a database in WAL mode."""


def normalised(url):
    """The database URL with the driver we use: psycopg 3 for PostgreSQL."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg2"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def options(url):
    """Engine options for this URL; makes the folder of a SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        refuse_unsafe_sqlite(sqlite.sqlite_version)
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).expanduser().parent.mkdir(parents=True, exist_ok=True)
        return {
            "module": sqlite,
            "connect_args": {"timeout": BUSY_SECONDS, "cached_statements": 512},
        }
    return {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}


def refuse_unsafe_sqlite(version):
    """Raise UnsafeSqlite for 3.7.0 to 3.51.2, except the mended branches 3.44.6+ and 3.50.7+."""
    number = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    mended = number >= (3, 51, 3) or (3, 50, 7) <= number < (3, 51) or (3, 44, 6) <= number < (3, 45)
    if not mended:
        raise UnsafeSqlite(
            f"SQLite {version} can corrupt a database in WAL mode; "
            "install pysqlite3 0.6.1 or later (it brings a mended SQLite) and start again"
        )


def prepare(engine, *, owner=False):
    """Hook the recipe into an engine. ``owner`` connections may change the schema: migrations only."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _owner_sqlite if owner else _application_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif not owner:
        event.listen(engine, "connect", _application_postgresql)


def _owner_sqlite(connection, _record):
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _application_sqlite(connection, record):
    _owner_sqlite(connection, record)
    connection.set_authorizer(_authorise)


def _begin_sqlite(connection):
    connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("sqlite_begin", "DEFERRED"))


_SCHEMA_ACTIONS = frozenset(
    getattr(sqlite, name)
    for name in (
        "SQLITE_DROP_TABLE",
        "SQLITE_DROP_TRIGGER",
        "SQLITE_DROP_INDEX",
        "SQLITE_DROP_VIEW",
        "SQLITE_ALTER_TABLE",
        "SQLITE_CREATE_TRIGGER",
        "SQLITE_CREATE_TABLE",
        "SQLITE_CREATE_INDEX",
        "SQLITE_CREATE_VIEW",
        "SQLITE_CREATE_VTABLE",
        "SQLITE_DROP_VTABLE",
        "SQLITE_CREATE_TEMP_TRIGGER",
        "SQLITE_CREATE_TEMP_VIEW",
        "SQLITE_ATTACH",
        "SQLITE_DETACH",
    )
)
#: With an argument these only read, or change how long this connection waits. All others stay as they are set above.
_HARMLESS_PRAGMAS = frozenset(
    (
        "table_info",
        "table_xinfo",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "foreign_key_check",
        "integrity_check",
        "quick_check",
        "wal_checkpoint",
        "busy_timeout",
        "query_only",
    )
)


def _authorise(action, first, second, _database, _trigger):
    """Refuse schema changes, and pragmas that would lift guards or safety, on application connections."""
    if action in _SCHEMA_ACTIONS:
        return sqlite.SQLITE_DENY
    if action == sqlite.SQLITE_PRAGMA and second is not None and first.lower() not in _HARMLESS_PRAGMAS:
        return sqlite.SQLITE_DENY
    return sqlite.SQLITE_OK


def _application_postgresql(connection, _record):
    # Taken outside any transaction: a rollback would otherwise give the owner's rights back.
    was, connection.autocommit = connection.autocommit, True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APPLICATION_ROLE,))
        if cursor.fetchone():
            cursor.execute(f"SET ROLE {APPLICATION_ROLE}")
    connection.autocommit = was
