"""One whole demo county for all tests of this folder, and what the oracle makes of it."""

import pytest

from mealwatch.demo import generate
from tests.support.oracle import Oracle

LAST_WEEK = "2026-W47"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo")
    generate(path, last_week=LAST_WEEK)
    return path


@pytest.fixture(scope="session")
def county(folder):
    """The oracle after all documents: it refuses what the contract refuses."""
    return Oracle(folder)


@pytest.fixture(scope="session")
def last_week(county):
    """The rows of the last closed week by school."""
    found = {}
    for row in county.weekly_spend([LAST_WEEK]):
        found.setdefault(row.school, []).append(row)
    return found
