"""The engine recipe on SQLite: the version gate, what a connection is set to, how transactions begin."""

import pytest
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from mealwatch.extensions import db
from mealwatch.storage import engine as recipe
from mealwatch.storage import migrate
from mealwatch.storage.transaction import in_transaction
from tests.support.kitchen import MON, TUE


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.7.0", False),
        ("3.7.17", False),
        ("3.31.1", False),
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.44.9", True),
        ("3.45.0", False),
        ("3.45.6", False),
        ("3.46.7", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.50.12", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.51.10", True),
        ("3.52.0", True),
        ("3.100.0", True),
        ("4.0.0", True),
    ],
)
def test_a_sqlite_that_can_corrupt_its_log_is_refused(version, safe):
    if safe:
        recipe.refuse_unsafe_sqlite(version)
    else:
        with pytest.raises(recipe.UnsafeSqlite) as refused:
            recipe.refuse_unsafe_sqlite(version)
        assert version in str(refused.value)
        assert "pysqlite3" in str(refused.value)


def test_the_gate_stands_before_every_engine(monkeypatch, tmp_path):
    monkeypatch.setattr(recipe.sqlite, "sqlite_version", "3.46.1")
    url = f"sqlite:///{tmp_path / 'never.sqlite'}"
    with pytest.raises(recipe.UnsafeSqlite):
        recipe.options(url)
    with pytest.raises(recipe.UnsafeSqlite):
        migrate.upgrade(url)
    recipe.options("postgresql+psycopg://somewhere/else")


def test_the_sqlite_in_use_is_the_one_that_was_checked(kitchen):
    used = db.session.scalar(text("SELECT sqlite_version()"))
    assert used == sqlite.sqlite_version
    recipe.refuse_unsafe_sqlite(used)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://u:p@h:1/d", "postgresql+psycopg://u:p@h:1/d"),
        ("postgresql://u:p%40w@h/d?sslmode=require", "postgresql+psycopg://u:p%40w@h/d?sslmode=require"),
        ("postgresql+psycopg2://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////srv/meals.sqlite", "sqlite:////srv/meals.sqlite"),
    ],
)
def test_addresses_lead_to_our_driver(given, url):
    assert recipe.normalised(given) == url


def test_the_folder_of_a_new_file_is_made(tmp_path):
    recipe.options(f"sqlite:///{tmp_path / 'a' / 'b' / 'new.sqlite'}")
    assert (tmp_path / "a" / "b").is_dir()


SET_TO = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 10000,
    "trusted_schema": 0,
    "mmap_size": 0,
    "writable_schema": 0,
    "ignore_check_constraints": 0,
}


@pytest.mark.parametrize("engine", ["application", "owner"])
def test_every_connection_is_set_up(kitchen, engine):
    made = db.engine if engine == "application" else migrate.owner_engine(str(db.engine.url))
    with made.connect() as one, made.connect() as other:
        for connection in (one, other):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SET_TO}
            assert found == SET_TO
    if engine == "owner":
        made.dispose()


@pytest.mark.parametrize(
    "pragma",
    [
        "writable_schema=ON",
        "recursive_triggers=OFF",
        "RECURSIVE_TRIGGERS = OFF",
        "recursive_triggers(0)",
        "main.recursive_triggers=OFF",
        "foreign_keys=OFF",
        "ignore_check_constraints=ON",
        "synchronous=OFF",
        "journal_mode=DELETE",
        "trusted_schema=ON",
        "mmap_size=1000000",
        "schema_version=9",
        "user_version=9",
        "defer_foreign_keys=ON",
        "locking_mode=EXCLUSIVE",
        "legacy_alter_table=ON",
    ],
)
def test_the_application_cannot_change_how_it_is_set(kitchen, pragma):
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.rollback()
        with pytest.raises(sqlite.DatabaseError, match="not authorized"):
            raw.execute(f"PRAGMA {pragma}")
        found = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in SET_TO}
        assert found == SET_TO


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE t (a)",
        "CREATE INDEX i ON lots (cost_fen)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t BEFORE INSERT ON documents BEGIN SELECT 1; END",
        "CREATE TEMP TRIGGER t BEFORE INSERT ON main.documents BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TEMP VIEW week_locks AS SELECT 1",
        "CREATE VIRTUAL TABLE t USING fts5(a)",
        "DROP INDEX ix_lots_open",
        "ATTACH 'elsewhere.sqlite' AS elsewhere",
        "UPDATE sqlite_master SET sql = ''",
        "DELETE FROM sqlite_master WHERE type = 'trigger'",
    ],
)
def test_the_application_cannot_change_the_schema(kitchen, statement):
    raw = db.engine.connect().connection.driver_connection
    schema = raw.execute("SELECT * FROM sqlite_master").fetchall()
    with pytest.raises(sqlite.DatabaseError, match=r"not authorized|may not be modified"):
        raw.execute(statement)
    assert raw.execute("SELECT * FROM sqlite_master").fetchall() == schema


def test_the_owner_may_change_the_schema(kitchen):
    owner = migrate.owner_engine(str(db.engine.url))
    with owner.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (a)")
        connection.exec_driver_sql("DROP TABLE notes")
    owner.dispose()


def test_who_holds_the_file_can_take_the_guards_away(kitchen):
    """What no guard can prevent: another program on the file. ``mealwatch verify`` has to find it."""
    kitchen.receive("R1", MON, 10, 10)
    db.session.rollback()
    with sqlite.connect(db.engine.url.database) as other:
        with pytest.raises(sqlite.IntegrityError, match="append-only"):
            other.execute("DELETE FROM documents")
        with pytest.raises(sqlite.IntegrityError, match="append-only"):
            other.execute("REPLACE INTO lots SELECT * FROM lots")
        other.execute("DROP TRIGGER guard_receipt_lines_delete")
        assert other.execute("DELETE FROM receipt_lines").rowcount == 1
    other.close()


def writer(kitchen):
    """A second program's connection that does not wait."""
    return sqlite.connect(db.engine.url.database, timeout=0, isolation_level=None)


def test_reading_takes_no_lock(kitchen):
    assert kitchen.lots() == []
    other = writer(kitchen)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE counties SET name = '改名'")
    assert kitchen.lots() == []
    other.execute("COMMIT")
    assert db.session.scalar(text("SELECT name FROM counties")) == "示例县"
    db.session.rollback()
    assert db.session.scalar(text("SELECT name FROM counties")) == "改名"
    other.close()


def test_a_write_holds_the_lock_from_its_first_statement(kitchen):
    other = writer(kitchen)

    def work():
        with pytest.raises(sqlite.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        return "done"

    assert in_transaction(work) == "done"
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    db.session.scalar(text("SELECT 1"))
    other.execute("BEGIN IMMEDIATE")
    other.close()


def begun(kitchen, work):
    """The BEGIN statements that reach the database while ``work`` runs."""
    heard = []
    raw = db.session.connection().connection.driver_connection
    raw.set_trace_callback(lambda statement: heard.append(statement) if statement.startswith("BEGIN") else None)
    db.session.rollback()
    work()
    return heard


def test_writes_begin_immediate_and_reads_deferred(kitchen):
    def work():
        in_transaction(lambda: db.session.scalar(text("SELECT 1")))
        db.session.scalar(text("SELECT 1"))
        db.session.rollback()
        in_transaction(lambda: db.session.scalar(text("SELECT 1")))
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")

    assert begun(kitchen, work) == ["BEGIN IMMEDIATE", "BEGIN DEFERRED", "BEGIN IMMEDIATE", "BEGIN DEFERRED"]


def test_what_was_read_before_does_not_make_the_write_stale(kitchen):
    """A write that began as a read would fail at once when somebody wrote in between."""
    kitchen.receive("R1", MON, 10, 10)
    assert kitchen.lots()[0][1] == 10
    other = writer(kitchen)
    other.execute("UPDATE lots SET used = 4, drawn_fen = 4")
    other.close()
    kitchen.issue("I1", TUE, 6)
    assert kitchen.lots() == [(10, 0, 10, 10, True)]


def test_schema_changes_roll_back(tmp_path):
    owner = migrate.owner_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with owner.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (a)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    owner.dispose()


def test_references_and_checks_hold(both):
    posted = both.receive("R1", MON, 10, 10)
    with pytest.raises(IntegrityError):
        in_transaction(
            lambda: db.session.execute(
                text("INSERT INTO draws VALUES (:county, :document, 1, 1, 99, 1, 1, 1)"),
                {"county": both.county_id, "document": posted.id},
            )
        )
    with pytest.raises(DBAPIError):
        in_transaction(lambda: db.session.execute(text("UPDATE lots SET used = 11")))
    assert both.lots() == [(10, 10, 10, 0, True)]
