"""The list that comes with the product, read once from its tables. It is version 1 of every county's default list.

Visits keep the digest of the version by which they were made: what stands in
the tables is never changed. A county goes on from it with versions of its own.
"""

import csv
from functools import cache
from pathlib import Path

from mealwatch.checklists.domain.checklist import DEFAULT, SEVERITIES, Checklist, Item, RedLine, Section, Version

_TABLES = Path(__file__).parent / "tables"


@cache
def default():
    """Version 1 of the default list."""
    said = _rows("settings")
    deadlines = {row["key"]: int(row["value"]) for row in said if row["what"] == "deadline"}
    phrases = {}
    for row in _rows("phrases"):
        phrases.setdefault(row["code"], []).append(row["text"])
    items = [_item(row, phrases.get(row["code"], ())) for row in _rows("items")]
    content = Checklist(
        title=next(row["value"] for row in said if row["what"] == "list"),
        sections=tuple(
            Section(row["letter"], row["title"], tuple(item for item in items if item.letter == row["letter"]))
            for row in _rows("sections")
        ),
        red_lines=tuple(RedLine(row["code"], row["text"]) for row in _rows("red_lines")),
        grades=tuple((row["key"], int(row["value"])) for row in said if row["what"] == "grade"),
        deadlines=tuple((code, deadlines[code]) for code in SEVERITIES),
    )
    return Version(DEFAULT, 1, content)


def _item(row, phrases):
    return Item(
        code=row["code"],
        text=row["text"],
        points=int(row["points"]),
        methods=tuple(row["methods"].split()),
        scored=row["scored"] == "1",
        prefill=row["prefill"] or None,
        part=row["part"] or None,
        phrases=tuple(phrases),
    )


def _rows(name):
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
