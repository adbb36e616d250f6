"""The guard manifest: what a migrated database refuses by itself, held against what this one has.

The manifest is no list: a scratch database is migrated once a process, and has
it all. A guard that was taken away, changed or added is named.
"""

import re
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.migration import MigrationContext

from mealwatch.storage import migrate
from mealwatch.verification.queries import guards_postgresql

_MASTER = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
)
#: What every connection of the service switches on (see storage/engine.py).
_PRAGMAS = {"foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0}


def guards_missing(engine):
    """The names of guards that are not as a migrated database has them; empty when all is well.

    ``engine`` is the service's own, so what its connections may do is looked at too.
    """
    with engine.connect() as connection:
        revision, objects = manifest()
        found = MigrationContext.configure(connection).get_current_revision()
        if found != revision:
            return [f"alembic_version {found}"]
        if connection.dialect.name == "sqlite":
            return _missing_on_sqlite(connection, objects)
        return guards_postgresql.missing(connection, objects)


@lru_cache(maxsize=1)
def manifest():
    """(revision, {(type, name): (table, text)}) of a database that was migrated just now."""
    with TemporaryDirectory(prefix="mealwatch-manifest-") as folder:
        url = f"sqlite:///{Path(folder) / 'scratch.sqlite'}"
        migrate.upgrade(url)
        owner = migrate.owner_engine(url)
        try:
            with owner.connect() as connection:
                return MigrationContext.configure(connection).get_current_revision(), _objects(connection)
        finally:
            owner.dispose()


def _objects(connection):
    return {(kind, name): (table, _plain(text)) for kind, name, table, text in connection.exec_driver_sql(_MASTER)}


def _missing_on_sqlite(connection, wanted):
    there = _objects(connection)
    odd = {f"{kind} {name}" for (kind, name), what in wanted.items() if there.get((kind, name)) != what}
    tables = {name for kind, name in wanted if kind == "table"}
    odd |= {
        f"{kind} {name}"
        for (kind, name), (table, _) in there.items()
        if kind in ("trigger", "view") and (kind, name) not in wanted and (kind == "view" or table in tables)
    }
    for name, value in _PRAGMAS.items():
        if connection.exec_driver_sql(f"PRAGMA {name}").scalar() != value:
            odd.add(f"pragma {name}")
    return sorted(odd)


def _plain(text):
    return re.sub(r"\s+", " ", text)
