"""A folder in the exchange format, read plainly.

Cells stay text in ``tables``; the few functions beside it turn them into dates,
whole fen and whole base units, and refuse what is not whole.
"""

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

GRAMS, MILLILITRES, PIECES = "g", "ml", "piece"

_BASE_UNITS = {  # unit: (base unit it is for, base units in one)
    "g": (GRAMS, 1),
    "kg": (GRAMS, 1000),
    "jin": (GRAMS, 500),
    "ml": (MILLILITRES, 1),
    "L": (MILLILITRES, 1000),
    "piece": (PIECES, 1),
}


def tables(folder):
    """Every file of the folder as a list of rows: ``{"issues": [{"canteen_code": "C001", ...}]}``.

    An empty cell and a column that is left out are both read as ``""``.
    """
    found = {}
    for path in sorted(Path(folder).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            found[path.stem] = [_Row(row) for row in csv.DictReader(lines)]
    return found


class _Row(dict):
    def __missing__(self, column):
        return ""


def day(text):
    return date.fromisoformat(text)


def fen(yuan):
    """Whole fen of a printed amount such as ``"4.70"``; None for an empty cell."""
    return None if yuan == "" else _whole(Fraction(yuan) * 100, f"{yuan} yuan")


def base_units(quantity, unit, ingredient):
    """Whole base units of a printed quantity, by the ingredient's row of ingredients.csv."""
    if unit == "package":
        content = int(ingredient["package_content"])
    else:
        base, content = _BASE_UNITS[unit]
        if base != ingredient["base_unit"]:
            raise ValueError(f"{unit} is not a unit of {ingredient['ingredient_code']}")
    return _whole(Fraction(quantity) * content, f"{quantity} {unit} of {ingredient['ingredient_code']}")


def week_of(on):
    """The ISO week of a day, ``"2026-W45"``."""
    year, week, _ = on.isocalendar()
    return f"{year}-W{week:02}"


def days_of(week):
    """Monday to Sunday of an ISO week."""
    year, number = week.split("-W")
    return [date.fromisocalendar(int(year), int(number), weekday) for weekday in range(1, 8)]


def _whole(value, what):
    if value.denominator != 1:
        raise ValueError(f"{what} is not whole")
    return value.numerator
