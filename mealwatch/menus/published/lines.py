"""The published menus as they were printed, line by line.

Nothing is corrected: an amount of 20 g of dried seaweed and a line without an
amount are read as they stand. What is doubtful about a line is said by
``doubts``; what it costs by ``cost``.
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from mealwatch.catalogue.known import KnownIngredient, known_ingredients

LUNCH = "lunch"
SCHOOL_DAYS = "一二三四五"
_TABLES = Path(__file__).with_name("tables")


@dataclass(frozen=True)
class Line:
    """One ingredient of a dish; ``grams`` are edible grams per pupil, None where none is printed."""

    day: str
    meal: str
    dish: str
    printed: str
    ingredient: KnownIngredient | None
    grams: Fraction | None
    grams_max: Fraction | None
    band: str
    note: str

    @property
    def weekday(self):
        """一 to 日."""
        return _weekday(self.day)


@dataclass(frozen=True)
class Menu:
    number: int
    title: str
    bands: tuple[str, ...]  # as printed; ("",) where the menu has one column
    source: str
    lines: tuple[Line, ...]

    def of(self, band, meal=LUNCH):
        """The lines of one meal of the day that hold for a band."""
        return [line for line in self.lines if line.meal == meal and line.band in ("", band)]

    @property
    def days(self):
        """The days that have a lunch, in the order printed."""
        return tuple(dict.fromkeys(line.day for line in self.lines if line.meal == LUNCH))

    @property
    def missing_days(self):
        """Weekdays from Monday to Friday without a lunch."""
        printed = {line.weekday for line in self.lines if line.meal == LUNCH}
        return tuple(f"周{weekday}" for weekday in SCHOOL_DAYS if weekday not in printed)

    @property
    def weekend_days(self):
        return tuple(day for day in self.days if _weekday(day) in "六日")


@cache
def menus():
    """The six published menus."""
    lines = {}
    for row in rows("lines"):
        lines.setdefault(row["menu"], []).append(_line(row))
    return tuple(
        Menu(int(row["menu"]), row["title"], tuple(row["bands"].split(";")), row["source"], tuple(lines[row["menu"]]))
        for row in rows("menus")
    )


def rows(table):
    """The rows of one of the kept tables."""
    with (_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _line(row):
    return Line(
        day=row["day"],
        meal=row["meal"],
        dish=row["dish"],
        printed=row["printed"],
        ingredient=known_ingredients()[row["ingredient"]] if row["ingredient"] else None,
        grams=_grams(row["grams"]),
        grams_max=_grams(row["grams_max"]),
        band=row["band"],
        note=row["note"],
    )


def _weekday(day):
    """周一, 星期一(1月26日) -> 一."""
    return day.removeprefix("星期").removeprefix("周")[0]


def _grams(cell):
    return Fraction(cell) if cell else None
