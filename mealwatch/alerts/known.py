"""The catalogue of rules as it comes with the product: texts and default thresholds from its tables, code beside them.

Importing this module imports every rule. A county's own settings go before the defaults (service/settings.py).
"""

import csv
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

from mealwatch.alerts.domain import rules as families
from mealwatch.alerts.domain.rule import Limits
from mealwatch.alerts.domain.rule import rules as registered

_TABLES = Path(__file__).parent / "tables"


class Rule(NamedTuple):
    """A rule's texts (Chinese). ``severity`` is the worst that it gives; ``explain``: what may be behind it."""

    id: str
    family: str
    name: str
    severity: str
    basis: str
    needs: str
    explain: tuple[str, ...]


class Threshold(NamedTuple):
    """A threshold with its default, and from ``least`` to ``most`` what a county may set."""

    rule: str
    name: str
    value: Fraction
    unit: str
    least: Fraction
    most: Fraction
    what: str


for _module in iter_modules(families.__path__):
    import_module(f"{families.__name__}.{_module.name}")


@cache
def catalogue():
    """``{id: Rule}`` of the rules that have code and texts, by id."""
    texts = {row["rule"]: row for row in _rows("rules")}
    return {
        rule_id: Rule(
            rule_id,
            *(texts[rule_id][name] for name in ("family", "name", "severity", "basis", "needs")),
            tuple(part.strip() for part in texts[rule_id]["explain"].split("；") if part.strip()),
        )
        for rule_id in registered()
        if rule_id in texts
    }


@cache
def thresholds(rule_id):
    """The thresholds of a rule, in the order of the table."""
    return tuple(
        Threshold(
            row["rule"],
            row["name"],
            Fraction(row["value"]),
            row["unit"],
            Fraction(row["least"]),
            Fraction(row["most"]),
            row["what"],
        )
        for row in _rows("thresholds")
        if row["rule"] == rule_id
    )


def limits(rule_id, changed=()):
    """The Limits of a rule: its defaults, and what is changed of them as ``{name: exact text or Fraction}``."""
    values = {one.name: one.value for one in thresholds(rule_id)}
    return Limits(values | {name: Fraction(value) for name, value in dict(changed).items() if name in values})


def _rows(name):
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
