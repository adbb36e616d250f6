"""The demo's kept tables."""

import csv
from functools import cache
from pathlib import Path

from mealwatch.catalogue.known import known_ingredients

_TABLES = Path(__file__).with_name("tables")


@cache
def rows(table):
    """The rows of one kept table; blank cells are ``""``."""
    with (_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


@cache
def ingredient(name):
    """The known ingredient of that name."""
    return next(known for known in known_ingredients().values() if known.name == name)
