"""PostgreSQL: the application's role, its rights on every table, and what is left to who owns the database."""

import subprocess
import sys

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from mealwatch.extensions import db
from mealwatch.storage import engine as recipe
from mealwatch.storage import migrate
from mealwatch.storage.engine import APPLICATION_ROLE
from tests.storage.test_guards import APPEND_ONLY, CHANGEABLE, LOTS, LOTS_MOVE
from tests.support.kitchen import MON, bare_app, open_county
from tests.support.postgres import name_in


def test_the_application_works_in_its_role(kitchen_on_postgresql):
    def who():
        return db.session.scalar(text("SELECT current_user"))

    assert who() == APPLICATION_ROLE
    db.session.rollback()
    assert who() == APPLICATION_ROLE
    db.session.commit()
    db.session.remove()
    assert who() == APPLICATION_ROLE
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.scalar(text("SELECT current_user")) == APPLICATION_ROLE
            assert connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) is False


def test_rights_on_every_table(kitchen_on_postgresql):
    """As information_schema tells them, the application's and everybody's."""
    rows = db.session.execute(
        text(
            "SELECT table_name, privilege_type FROM information_schema.table_privileges "
            "WHERE table_schema = 'public' AND grantee IN (:role, 'PUBLIC')"
        ),
        {"role": APPLICATION_ROLE},
    ).all()
    found = {}
    for name, right in rows:
        found.setdefault(name, set()).add(right)
    expected = {name: {"SELECT", "INSERT"} for name in (*APPEND_ONLY, LOTS)}
    expected |= {name: {"SELECT", "INSERT", "UPDATE", "DELETE"} for name in CHANGEABLE}
    expected["alembic_version"] = {"SELECT"}
    assert found == expected


def test_rights_on_columns(kitchen_on_postgresql):
    rows = db.session.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.column_privileges WHERE table_schema = 'public' "
            "AND grantee IN (:role, 'PUBLIC') AND privilege_type = 'UPDATE'"
        ),
        {"role": APPLICATION_ROLE},
    ).all()
    found = {tuple(row) for row in rows if row[0] in (*APPEND_ONLY, LOTS, "alembic_version")}
    assert found == {(LOTS, column) for column in LOTS_MOVE}


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE TABLE elsewhere (a int)",
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
        "DROP FUNCTION refuse_change()",
        "DROP FUNCTION refuse_closed_documents()",
        "CREATE EVENT TRIGGER t ON ddl_command_start EXECUTE FUNCTION refuse_change()",
        "ALTER TABLE documents OWNER TO mealwatch_app",
        "CREATE ROLE somebody",
        "ALTER ROLE mealwatch_app SUPERUSER",
        "COPY documents TO PROGRAM 'cat'",
        "DELETE FROM alembic_version",
    ],
)
def test_what_the_role_may_not(kitchen_on_postgresql, statement):
    with pytest.raises(DBAPIError, match=r"permission denied|must be|must have"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_every_guard_fires_always(kitchen_on_postgresql):
    rows = db.session.execute(
        text(
            "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal"
        )
    ).all()
    assert {row.tgenabled for row in rows} == {"A"}
    assert {row.relname for row in rows} == {*APPEND_ONLY, LOTS}
    assert all(row.tgname.startswith("guard_") for row in rows)


def test_who_logged_in_as_the_owner_can_go_back_to_it_and_is_still_refused(kitchen_on_postgresql):
    """SET ROLE is a habit, not a wall: what can run any statement can say RESET ROLE. The triggers then refuse
    changes, also under session_replication_role; only taking the triggers themselves away is left to the owner."""
    kitchen_on_postgresql.receive("R1", MON, 10, 10)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("RESET ROLE")
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.commit()
        for statement in (
            "UPDATE documents SET doc_no = 'x'",
            "DELETE FROM receipt_lines",
            "TRUNCATE documents CASCADE",
            "TRUNCATE lots CASCADE",
            "UPDATE lots SET bought = 20",
            "DELETE FROM lots",
            "DELETE FROM journal",
        ):
            with pytest.raises(DBAPIError, match="append-only"):
                connection.exec_driver_sql(statement)
            connection.rollback()
        connection.exec_driver_sql("ALTER TABLE receipt_lines DISABLE TRIGGER ALL")
        assert connection.exec_driver_sql("DELETE FROM receipt_lines").rowcount == 1
        connection.rollback()
        connection.invalidate()


def test_an_owner_who_is_no_superuser_is_enough(postgres_server, tmp_path):
    """CREATEROLE (once, for the application's role) and the database are all that the migrations need."""
    url = postgres_server.make_database()
    name = name_in(url)
    with psycopg.connect(postgres_server.url, autocommit=True) as server:
        server.execute(f"DROP ROLE IF EXISTS owner_{name}")
        server.execute(f"CREATE ROLE owner_{name} LOGIN CREATEROLE PASSWORD 'secret'")
        server.execute(f"ALTER DATABASE {name} OWNER TO owner_{name}")
        before = server.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", (APPLICATION_ROLE,)).fetchone()[0]
    head, _, rest = url.rpartition("@")
    mine = f"{head.partition('://')[0]}://owner_{name}:secret@{rest}"
    try:
        migrate.upgrade(mine)
        app = bare_app(mine)
        with app.app_context():
            kitchen = open_county()
            kitchen.receive("R1", MON, 10, 10)
            assert db.session.scalar(text("SELECT current_user")) == APPLICATION_ROLE
            with pytest.raises(DBAPIError, match="permission denied"):
                db.session.execute(text("SET session_replication_role = replica"))
            db.session.remove()
            db.engine.dispose()
        migrate.downgrade(mine, "base")
    finally:
        postgres_server.drop_database(url)
        with psycopg.connect(postgres_server.url, autocommit=True) as server:
            if not before:
                server.execute(f"DROP ROLE IF EXISTS {APPLICATION_ROLE}")
            server.execute(f"DROP ROLE owner_{name}")


def test_a_database_that_was_not_migrated_can_be_looked_at(postgres_url):
    engine = create_engine(recipe.normalised(postgres_url), **recipe.options(recipe.normalised(postgres_url)))
    recipe.prepare(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_databases_of_one_server_may_be_migrated_at_the_same_time(make_postgres_url):
    """The role is the server's: the first of them makes it, the others find it or lose the race without harm."""
    urls = [make_postgres_url() for _ in range(3)]
    program = "import sys; from mealwatch.storage import migrate; input(); migrate.upgrade(sys.argv[1])"
    runs = [subprocess.Popen([sys.executable, "-c", program, url], stdin=subprocess.PIPE) for url in urls]
    for run in runs:
        run.stdin.write(b"go\n")
        run.stdin.close()
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert all(migrate.is_current(url) for url in urls)
