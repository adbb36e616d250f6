"""Databases for the benchmarks: made empty, filled in bulk, taken away again."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from mealwatch.storage import migrate

NAME = f"mealwatch_bench_{os.getpid()}"


@contextmanager
def sqlite():
    """The URL of a migrated, empty SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        migrate.upgrade(url)
        yield url


@contextmanager
def postgresql(server):
    """The URL of a migrated, empty database on a server on which databases may be made and dropped."""
    server = make_url(server).set(drivername="postgresql+psycopg")
    drop = f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"
    _outside_a_transaction(server, drop, f"CREATE DATABASE {NAME} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        url = server.set(database=NAME).render_as_string(hide_password=False)
        migrate.upgrade(url)
        yield url
    finally:
        _outside_a_transaction(server, drop)


def fill(url, tables):
    """Put rows in: (table, columns, rows) in an order that keeps the foreign keys. Then let the planner count them."""
    engine = migrate.owner_engine(url)
    put = _put_sqlite if engine.dialect.name == "sqlite" else _copy_postgresql
    with engine.connect() as connection:
        connection.execution_options(sqlite_begin="IMMEDIATE").begin()
        for table, columns, rows in tables:
            if rows:
                put(connection, table, columns, rows)
        connection.commit()
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    engine.dispose()


def _put_sqlite(connection, table, columns, rows):
    marks = ", ".join("?" * len(columns))
    written = ([value.isoformat() if hasattr(value, "isoformat") else value for value in row] for row in rows)
    connection.connection.driver_connection.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
        written,
    )


def _copy_postgresql(connection, table, columns, rows):
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _outside_a_transaction(server, *statements):
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
