"""The demo's kept tables, and chance that always falls the same way.

Chance is asked by a key (seed, school, week ...), never drawn from one stream,
so that a change to one school moves no figure of another.
"""

import csv
from functools import cache
from pathlib import Path
from random import Random

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


def chance(*key):
    """A source of chance of its own for one key; ask it for whole numbers only."""
    return Random("/".join(map(str, key)))  # nosec B311
