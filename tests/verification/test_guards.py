"""Guards that were taken away, changed or added are named; the service then reads and does not write."""

from contextlib import closing

import pytest
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import text

from mealwatch import create_app
from mealwatch.extensions import db
from mealwatch.storage import migrate
from mealwatch.verification.queries import guards_postgresql
from mealwatch.verification.queries.guards import guards_missing, manifest
from mealwatch.web.read_only import refuse_writes
from tests.support.kitchen import bare_app


def triggers():
    return sorted((name, sql) for (kind, name), (_, sql) in manifest()[1].items() if kind == "trigger")


@pytest.fixture
def bare(database_url):
    """A migrated, empty database: its path, and the guards that the service finds missing there."""
    app = bare_app(database_url)
    with app.app_context():
        yield database_url.removeprefix("sqlite:///"), lambda: guards_missing(db.engine)
        db.engine.dispose()


def do(path, *statements):
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_migrated_database_has_all_its_guards(bare):
    assert bare[1]() == []


def test_each_trigger_is_missed(bare):
    path, missing = bare
    assert len(triggers()) > 40
    for name, sql in triggers():
        do(path, f"DROP TRIGGER {name}")
        assert missing() == [f"trigger {name}"]
        do(path, sql)
    assert missing() == []


def test_a_trigger_that_never_fires_is_noticed(bare):
    path, missing = bare
    (name, sql) = triggers()[0]
    do(path, f"DROP TRIGGER {name}", sql.replace("BEGIN", "WHEN 0 BEGIN", 1))
    assert missing() == [f"trigger {name}"]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("CREATE TRIGGER quiet AFTER INSERT ON issue_lines BEGIN UPDATE lots SET used = 0; END", "trigger quiet"),
        ("CREATE VIEW mine AS SELECT 1", "view mine"),
        ("DROP INDEX ix_draws_lot", "index ix_draws_lot"),
        ("UPDATE alembic_version SET version_num = '0001'", "alembic_version 0001"),
    ],
)
def test_what_else_differs_is_named(bare, statement, named):
    path, missing = bare
    do(path, statement)
    assert missing() == [named]


def test_a_check_that_was_taken_out_is_noticed(bare):
    path, missing = bare
    do(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'used <= bought', '1') WHERE name = 'lots'",
    )
    assert missing() == ["table lots"]


GUARDED = {
    "ALTER TABLE journal DISABLE TRIGGER guard_journal_rows": "trigger guard_journal_rows",
    "ALTER TABLE documents ENABLE TRIGGER guard_documents_closed": "trigger guard_documents_closed",
    "DROP TRIGGER guard_draws_truncate ON draws": "trigger guard_draws_truncate",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$": "function refuse_change",
    "GRANT UPDATE ON statements TO mealwatch_app": "grant UPDATE on statements",
    "GRANT UPDATE (bought) ON lots TO PUBLIC": "grant UPDATE (bought) on lots",
    "GRANT DELETE ON lots TO mealwatch_app": "grant DELETE on lots",
    "ALTER TABLE lots DROP CONSTRAINT ck_lots_used": "constraint ck_lots_used",
    "ALTER TABLE draws DISABLE TRIGGER ALL": "foreign keys of draws",
    "CREATE TRIGGER quiet AFTER INSERT ON draws FOR EACH ROW EXECUTE FUNCTION refuse_change()": "trigger quiet",
    "DROP TRIGGER guard_lots_columns ON lots; CREATE TRIGGER guard_lots_columns BEFORE UPDATE ON lots FOR EACH ROW "
    "WHEN (OLD.bought IS DISTINCT FROM NEW.bought) EXECUTE FUNCTION refuse_change(); "
    "ALTER TABLE lots ENABLE ALWAYS TRIGGER guard_lots_columns": "trigger guard_lots_columns",
}


def test_guards_on_postgresql(migrated_postgres):
    url = migrated_postgres()
    app, owner = bare_app(url), migrate.owner_engine(url)
    with app.app_context():
        assert guards_missing(db.engine) == []
        for statement, named in GUARDED.items():
            with owner.connect() as connection:
                connection.execute(text(statement))
                assert named in _seen_within(connection)
                connection.rollback()
        assert guards_missing(db.engine) == []
        db.engine.dispose()
    owner.dispose()


def _seen_within(connection):
    """What the doctor sees inside the owner's open transaction, as the application's role."""
    connection.execute(text("SET LOCAL ROLE mealwatch_app"))
    found = guards_postgresql.missing(connection, manifest()[1])
    connection.execute(text("RESET ROLE"))
    return found


def test_a_service_with_full_rights_is_noticed(migrated_postgres):
    """Where the role was not taken, the owner's rights are the service's."""
    owner = migrate.owner_engine(migrated_postgres())
    assert guards_missing(owner) == ["role mealwatch_app"]
    owner.dispose()


def test_without_its_guards_the_service_reads_and_does_not_write(database_url):
    app = create_app({"DATABASE_URL": database_url})
    refuse_writes(app, ["trigger guard_journal_update"])
    client = app.test_client()
    assert client.get("/api/v1/openapi.json").status_code == 200
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method("/api/v1/canteens/C001/issues/I1", json={})
        assert (answer.status_code, answer.json["code"]) == (503, "site.read_only")
        assert "guard_journal_update" in answer.json["message"]
    page = client.post("/sign-in", data={})
    assert page.status_code == 503
    assert "mealwatch doctor" in page.text
