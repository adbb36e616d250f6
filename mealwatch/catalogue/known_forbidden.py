"""The usual rules on forbidden foods, which hold in a county until it says otherwise."""

import csv
from functools import cache
from pathlib import Path

from mealwatch.catalogue.domain.forbidden import Rule, words_of

_TABLE = Path(__file__).with_name("tables") / "forbidden.csv"


@cache
def usual_rules():
    """The rules that hold where a county has said nothing else: {code: Rule}."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["code"]: read_rule(row | {"excepted": row["except"]}) for row in csv.DictReader(table)}


def read_rule(row):
    """A Rule of a row's columns."""
    words, excepted = words_of(row["words"]), words_of(row["excepted"])
    kind = row["rule"], row["applies_to"], row["basis"], bool(row.get("active", True))
    return Rule(row["code"], row["name"], words, excepted, *kind)
