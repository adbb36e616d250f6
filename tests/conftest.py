"""Fixtures every test may use: an app on a fresh database of its own."""

import gc

import pytest
from hypothesis import settings

from mealwatch import create_app
from mealwatch.extensions import db
from mealwatch.storage import migrate
from tests.support import quick_apps
from tests.support.people import county_with_people  # noqa: F401

# A law holds or not; how long a case takes on a busy machine is no part of it.
settings.register_profile("mealwatch", deadline=None)
settings.load_profile("mealwatch")


def pytest_collection_finish():
    """What was loaded to collect the tests stays to the end: the collector need not go through it time and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _apps_made_quickly():
    with quick_apps.made_quickly():
        yield


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A migrated, empty SQLite file to copy from; migrating once saves each test a second."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database_url(migrated_sqlite, tmp_path):
    """The URL of a fresh, migrated SQLite file."""
    path = tmp_path / "mealwatch.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{path}"


@pytest.fixture
def app(database_url):
    """The service on a fresh database, inside an application context."""
    app = create_app({"DATABASE_URL": database_url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
