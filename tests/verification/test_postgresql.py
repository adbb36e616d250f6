"""The same on PostgreSQL: the owner looks away from triggers and keys, and is found out."""

from contextlib import contextmanager

import pytest
from sqlalchemy import select, text

from mealwatch.extensions import db
from mealwatch.storage import migrate, view
from mealwatch.storage.metadata import metadata
from mealwatch.verification.errors import DoesNotFit
from mealwatch.verification.queries.whole import verify
from tests.support.everything import make_everything
from tests.support.kitchen import bare_app

HEADS = select(metadata().tables["journal_heads"])
CHANGES = {
    "UPDATE issue_lines SET collector = 'x' WHERE county_id = 1 AND document_id = 7 AND line_no = 1": "verify.changed",
    "UPDATE documents SET imported = NOT imported WHERE county_id = 1 AND id = 3": "verify.changed",
    "UPDATE meal_records SET staff = staff + 1 WHERE county_id = 1 AND version = 2": "verify.changed",
    "UPDATE menu_rows SET dish = dish || 'x' WHERE county_id = 1 AND version = 2": "verify.changed",
    "UPDATE enrolments SET beneficiaries = 1 WHERE county_id = 2 AND group_id = 1": "verify.changed",
    "UPDATE accounts SET name = 'x' WHERE id = 1": "verify.changed",
    "UPDATE passwords SET password_hash = 'x' WHERE account_id = 1": "verify.changed",
    "UPDATE lots SET used = used - 1 WHERE county_id = 1 AND document_id = 3 AND line_no = 1": "verify.does_not_add_up",
    "UPDATE week_locks SET fed_days = 1 WHERE county_id = 1 AND monday = '2026-11-09'": "verify.changed",
    "UPDATE statement_groups SET floor_fen = 1 WHERE county_id = 2": "verify.changed",
    "UPDATE journal SET actor = 'x' WHERE county_id = 1 AND seq = 20": "verify.entry_broken",
    "DELETE FROM journal WHERE county_id = 2 AND seq > 50": "verify.head",
    "DELETE FROM draws WHERE county_id = 1 AND document_id = 7 AND line_no = 3": "verify.changed",
    "DELETE FROM documents WHERE county_id = 1 AND id = 7": "verify.gone",
    "DELETE FROM terms WHERE county_id = 1 AND starts_on > '2026-12-31'": "verify.gone",
    "INSERT INTO terms VALUES (2, '2027-09-01', '2028-01-20', 'x')": "verify.unknown",
    "UPDATE journal_heads SET posted = posted + 1 WHERE county_id = 2": "verify.numbers",
    "UPDATE sessions SET county_id = county_id": None,
}


@pytest.fixture(scope="module")
def filled(make_postgres_url):
    url = make_postgres_url()
    make_everything(url)
    return url


def test_each_change_is_found(filled):
    app, owner = bare_app(filled), migrate.owner_engine(filled)
    with app.app_context():
        for change, code in CHANGES.items():
            table = change.split()[1 if change.startswith("UPDATE") else 2]
            with _without_guards(owner, table) as connection:
                connection.execute(text(f"CREATE TEMPORARY TABLE saved ON COMMIT PRESERVE ROWS AS TABLE {table}"))
                assert connection.execute(text(change)).rowcount or code is None, f"changes nothing: {change}"
            assert _code() == code, change
            with _without_guards(owner, table) as connection:
                connection.execute(text(f"DELETE FROM {table}"))
                connection.execute(text(f"INSERT INTO {table} SELECT * FROM saved"))
                connection.execute(text("DROP TABLE saved"))
        assert _code() is None
        db.session.remove()
        db.engine.dispose()
    owner.dispose()


def test_both_stores_end_their_journals_alike(filled, everything):
    """Rows are told to the journal in one way, whatever keeps them. (Keys and sign-ins are random, so up to those.)"""
    counts = []
    for url in (filled, f"sqlite:///{everything}"):
        app = bare_app(url)
        with app.app_context():
            counts.append(verify().counts)
            db.session.remove()
            db.engine.dispose()
    assert counts[0] == counts[1]


def test_it_reads_in_a_view_of_its_own(filled):
    """A change that comes in while it reads does not disturb it."""
    app, owner = bare_app(filled), migrate.owner_engine(filled)
    with app.app_context():
        with view.one_view():
            before = list(view.rows(HEADS))
            with owner.begin() as connection:
                connection.execute(text("UPDATE journal_heads SET posted = posted + 1"))
            assert list(view.rows(HEADS)) == before
        with owner.begin() as connection:
            connection.execute(text("UPDATE journal_heads SET posted = posted - 1"))
        db.session.remove()
        db.engine.dispose()
    owner.dispose()


@contextmanager
def _without_guards(owner, table):
    """A transaction of a superuser who takes the guards away meanwhile."""
    of_table = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = CAST(:name AS regclass)")
    with owner.begin() as connection:
        triggers = connection.execute(of_table, {"name": table}).scalars().all()
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield connection
        for name in triggers:
            connection.execute(text(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"))


def _code():
    """The code of what verify says, or None where everything fits."""
    try:
        verify()
    except DoesNotFit as fault:
        return fault.code
    return None
