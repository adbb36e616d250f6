"""The registry of rules: an id, and a pure function ``(given, limits) -> Iterator[Signal | Lacking]``.

What a rule is called, how bad it is, on what it rests and its default thresholds
are data (tables/rules.csv, tables/thresholds.csv); a county sets them, dated.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

_RULES: dict[str, Callable[..., Iterator]] = {}
MODES = ("on", "watch", "off")


def rule(rule_id):
    """Register a function as the rule with this id."""

    def registered(function):
        if rule_id in _RULES:
            raise ValueError(f"rule {rule_id} is there twice")
        _RULES[rule_id] = function
        return function

    return registered


def rules():
    """``{id: function}``, by id. All are there once ``mealwatch.alerts.known`` is imported."""
    return dict(sorted(_RULES.items()))


class Limits:
    """A rule's thresholds in force, by name: ``limits.share`` is an exact Fraction."""

    def __init__(self, values):
        self._values = {name: Fraction(value) for name, value in values.items()}

    def __getattr__(self, name) -> Any:
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise AttributeError(f"no threshold is called {name}") from None

    def but(self, **changes):
        """The same with other values; for tests and for what a county sets."""
        return Limits(self._values | changes)

    def values(self):
        """``{name: Fraction}``."""
        return dict(self._values)
