"""The lists that safety checks go through, read once from the table that comes with the product."""

import csv
from functools import cache
from pathlib import Path

from mealwatch.safety.domain.kinds.checks import CheckList, Item

_TABLE = Path(__file__).parent / "tables" / "check_items.csv"


@cache
def check_lists():
    """``{(kind, version): CheckList}``."""
    found = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = row["kind"], int(row["version"])
            item = Item(int(row["number"]), row["group"], row["key"] == "1", row["text"])
            found.setdefault(place, []).append(item)
    return {(kind, version): CheckList(kind, version, tuple(items)) for (kind, version), items in found.items()}


def newest(kind):
    """The newest list of a kind that comes with the product."""
    return check_lists()[kind, max(version for one, version in check_lists() if one == kind)]
