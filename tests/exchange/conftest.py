"""What the tests of import and export share: both stores, an import, what it refused, what a database holds."""

from contextlib import contextmanager

import pytest
from sqlalchemy import text

import mealwatch
from mealwatch import create_app
from mealwatch.exchange import importing
from mealwatch.exchange.faults import Refused
from mealwatch.extensions import Base, db
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from tests.support.stores import migrated_postgres, store  # noqa: F401

BY = Actor("test")


@contextmanager
def silent(_label, _total):
    """A progress bar that nobody sees."""
    yield lambda _done: None


def bring_in(path, **wanted):
    """Import a set into the app's database and return the Report."""
    return importing.import_set(importing.Wanted(path=path, **wanted), by=BY, now=clock.now, progress=silent)


def refused(path, **wanted):
    """The faults of a set that must not be imported, as (code, file, row, column)."""
    before = held()
    with pytest.raises(Refused) as refusal:
        bring_in(path, **wanted)
    assert held() == before, "a refused set leaves no trace"
    return [
        (fault.code.removeprefix("exchange."), fault.file, fault.row, fault.column)
        for fault in refusal.value.faults.listed()
    ]


def held():
    """Every row of every table, to compare what was with what is."""
    db.session.rollback()
    found = {}
    for table in Base.metadata.sorted_tables:
        rows = db.session.execute(text(f"SELECT * FROM {table.name}")).all()
        found[table.name] = sorted(map(repr, rows))
    db.session.rollback()
    return found


def journal():
    """The county's journal as (action, subject, key)."""
    return db.session.execute(text("SELECT action, subject, key FROM journal ORDER BY county_id, seq")).all()


@pytest.fixture
def open_database():
    """A function giving the app on a database; all are let go at the end."""
    opened = []

    def open_one(url):
        app = create_app({"DATABASE_URL": url})
        context = app.app_context()
        context.push()
        opened.append(context)
        return app

    yield open_one
    for context in reversed(opened):
        db.session.remove()
        db.engine.dispose()
        context.pop()


@pytest.fixture
def app(database_url, monkeypatch):
    """A bare service on a fresh SQLite file: import and export do without pages."""
    monkeypatch.setattr(mealwatch, "FEATURES", ())
    app = create_app({"DATABASE_URL": database_url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def fresh_url(migrated_sqlite, tmp_path_factory):
    """A function giving the URLs of fresh, migrated SQLite files."""

    def make():
        path = tmp_path_factory.mktemp("database") / "mealwatch.sqlite"
        path.write_bytes(migrated_sqlite.read_bytes())
        return f"sqlite:///{path}"

    return make
