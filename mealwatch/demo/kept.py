"""The demo's kept tables, and chance that always falls the same way.

Chance is asked by a key (seed, school, week ...), never drawn from one stream,
so that a change to one school moves no figure of another.
"""

import csv
from functools import cache
from importlib.resources import files
from random import Random

from mealwatch.catalogue.known import known_ingredients


@cache
def rows(table):
    """The rows of one kept table; blank cells are ``""``."""
    with (files(__package__) / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


@cache
def ingredient(name):
    """The known ingredient of that name."""
    return next(known for known in known_ingredients().values() if known.name == name)


def chance(*key):
    """A source of chance of its own for one key; ask it for whole numbers only."""
    return Random("/".join(map(str, key)))  # noqa: S311  a demo, not a secret
