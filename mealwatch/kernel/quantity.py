"""Quantities are whole base units: gram, millilitre or piece, fixed per ingredient.

What people write (2.5 kg, 3 jin, 2 sacks) is turned into base units exactly or refused.
"""

import re
from dataclasses import dataclass, field
from fractions import Fraction

BASE_UNITS = ("g", "ml", "piece")
UNITS = ("g", "kg", "jin", "ml", "L", "piece", "package")
#: A quantity past this many base units (10,000 tonnes) is a typing error.
MOST = 10**10

_CONTENT = {
    ("g", "g"): 1,
    ("kg", "g"): 1000,
    ("jin", "g"): 500,
    ("ml", "ml"): 1,
    ("L", "ml"): 1000,
    ("piece", "piece"): 1,
}
_DECIMAL = re.compile(r"\d{1,15}(\.\d{1,9})?", re.ASCII)


class UnitDoesNotFit(ValueError):
    """The unit is not one in which this ingredient is counted."""


class NotWhole(ValueError):
    """The quantity does not come to whole base units."""


@dataclass(frozen=True)
class Measure:
    """How one ingredient is counted: its base unit, what a package of it holds and what people call the package."""

    base_unit: str
    package_content: int | None = None
    package_name: str | None = field(default=None, compare=False)

    def content(self, unit):
        """Base units in one ``unit``. Raises UnitDoesNotFit."""
        if unit == "package" and self.package_content:
            return self.package_content
        try:
            return _CONTENT[unit, self.base_unit]
        except KeyError:
            raise UnitDoesNotFit(unit) from None

    def base(self, amount, unit):
        """``amount`` (an exact number) of ``unit`` in whole base units.

        Raises UnitDoesNotFit, or NotWhole for parts of a base unit.
        """
        exact = Fraction(amount) * self.content(unit)
        if exact.denominator != 1:
            raise NotWhole(f"{amount} {unit}")
        return int(exact)


def decimal(text):
    """Read a plain unsigned decimal exactly. Raises ValueError."""
    text = text.strip()
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is not a plain decimal")
    return Fraction(text)


def plain(fraction):
    """Print an exact decimal fraction without trailing zeros: 5/2 -> ``2.5``.

    Raises ValueError for a number that no finite decimal gives.
    """
    places = 0
    while fraction.denominator != 1 and places < 30:
        fraction, places = fraction * 10, places + 1
    if fraction.denominator != 1:
        raise ValueError(f"{fraction} is not a decimal")
    digits = str(abs(int(fraction))).rjust(places + 1, "0")
    sign = "-" if fraction < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
