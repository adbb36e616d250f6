"""The worked examples, each imported once into a database of its own, and the small county of the other tests."""

import csv
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from mealwatch.counties import queries as counties
from mealwatch.exchange import importing
from mealwatch.extensions import db
from mealwatch.kernel import clock
from mealwatch.kernel.actor import Actor
from mealwatch.kernel.week import Week
from mealwatch.schools import queries as schools
from mealwatch.spend.queries.figures import figures
from tests.support.books import week_workbook
from tests.support.kitchen import *  # noqa: F403
from tests.support.kitchen import bare_app
from tests.support.people import site  # noqa: F401

EXAMPLES = Path(__file__).parents[1] / "examples"


@contextmanager
def _silent(_label, _total):
    yield lambda _done: None


@pytest.fixture(scope="session", params=sorted(path.name for path in EXAMPLES.iterdir()))
def example_database(request, migrated_sqlite, tmp_path_factory):
    """``(folder of the example, URL of a database that holds it)``."""
    folder = tmp_path_factory.mktemp(request.param)
    path = folder / "example.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    books = copytree(EXAMPLES / request.param, folder / "books", ignore=ignore_patterns("expected_spend.csv"))
    app = bare_app(f"sqlite:///{path}")
    with app.app_context():
        importing.import_set(importing.Wanted(path=books), by=Actor("test"), now=clock.now, progress=_silent)
        db.session.remove()
        db.engine.dispose()
    return EXAMPLES / request.param, f"sqlite:///{path}"


@pytest.fixture(scope="session")
def worked_weeks(example_database):
    """Every school's week of a worked example: [(Sheet, Book, figures), ...]."""
    folder, url = example_database
    with (folder / "expected_spend.csv").open(encoding="utf-8-sig") as lines:
        weeks = sorted({row["week"] for row in csv.DictReader(lines)})
    app = bare_app(url)
    with app.app_context():
        county_id = counties.counties()[0].id
        found = [
            (*week_workbook(county_id, school, week), figures(county_id, week, week, {school.id}))
            for week in map(Week.parse, weeks)
            for school in schools.schools_of(county_id)
        ]
        db.session.remove()
        db.engine.dispose()
    return found


@pytest.fixture
def example(example_database):
    """The id of the county of a worked example, within an application context; nothing is to be written."""
    app = bare_app(example_database[1])
    with app.app_context():
        yield counties.counties()[0].id
        db.session.remove()
        db.engine.dispose()
