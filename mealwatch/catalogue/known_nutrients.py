"""What is in 100 g edible of the known ingredients; a nutrient that was not measured is None, never 0.

A county's ingredient is one of the known where its name is the known one's name
or other name; the same code alone proves nothing, counties have codes of their own.
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from mealwatch.catalogue.domain.search import folded
from mealwatch.catalogue.known import known_ingredients

_TABLE = Path(__file__).with_name("tables") / "nutrients.csv"
#: kcal; g of protein, fat, carbohydrate, fibre; µg RAE of vitamin A; mg of the rest.
NUTRIENTS = (
    "energy",
    "protein",
    "fat",
    "carbohydrate",
    "calcium",
    "iron",
    "zinc",
    "vitamin_a",
    "vitamin_b1",
    "vitamin_b2",
    "vitamin_c",
    "fibre",
)


@dataclass(frozen=True)
class Content:
    """``per_100g``: {nutrient: exact amount or None}; ``counts_as``: grams in its food group for one gram."""

    per_100g: dict[str, Fraction | None]
    counts_as: Fraction
    dark: bool


def known_as(ingredient):
    """The KnownIngredient that a county's ingredient is, or None."""
    found = _by_word().get(folded(ingredient.name), ())
    same = [known for known in found if known.code == ingredient.code]
    if same or len(found) == 1:
        return (same or found)[0]
    return None


def content_of(known):
    """The Content of a known ingredient (None: of none)."""
    return _contents().get(known.code) if known else None


@cache
def _by_word():
    words, names = {}, {folded(known.name) for known in known_ingredients().values()}
    for known in known_ingredients().values():
        words.setdefault(folded(known.name), []).append(known)
        for word in {folded(word) for word in known.words[1:]} - names:
            words.setdefault(word, []).append(known)
    return words


@cache
def _contents():
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: _read(row) for row in csv.DictReader(table)}


def _read(row):
    per_100g = {name: Fraction(row[name]) if row[name] else None for name in NUTRIENTS}
    return Content(per_100g, Fraction(row["counts_as"] or 1), row["dark"] == "yes")
