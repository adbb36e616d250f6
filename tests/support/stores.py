"""Both stores, for services and queries: a test that asks for ``store`` runs on SQLite and again on PostgreSQL.

No pages and no API hang on it: services do without them.
Import the fixtures in a folder's conftest.py:
``from tests.support.stores import migrated_postgres, store  # noqa: F401``.
"""

import pytest

import mealwatch
from mealwatch.extensions import db
from mealwatch.storage import migrate


@pytest.fixture(scope="session")
def migrated_postgres(make_postgres_url):
    """The name of a migrated, empty PostgreSQL database to copy from, and how to copy it."""
    url = make_postgres_url()
    migrate.upgrade(url)
    name = url.rpartition("/")[2].partition("?")[0]
    return lambda: make_postgres_url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, monkeypatch):
    """A bare service on a fresh, migrated database of each kind, inside an application context."""
    if request.param == "sqlite":
        url = request.getfixturevalue("database_url")
    else:
        url = request.getfixturevalue("migrated_postgres")()
    monkeypatch.setattr(mealwatch, "FEATURES", ())
    app = mealwatch.create_app({"DATABASE_URL": url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
