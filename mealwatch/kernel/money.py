"""Money is whole fen. Parts of a fen are refused on the way in and rounded in one place only.

Columns and hot loops carry bare integers named ``..._fen``; ``Money`` is the
value at the edges, where yuan are read and printed.
"""

import re
from dataclasses import dataclass

_YUAN = re.compile(r"\d{1,12}(\.\d{1,2})?")


def share(total_fen, part, whole):
    """The part/whole share of an amount in fen, rounded half up: floor(x + 1/2).

    Negative totals round half up too. ``whole`` is positive.
    Source: the calculation contract, "Quantities and money".
    """
    return (2 * total_fen * part + whole) // (2 * whole)


@dataclass(frozen=True, order=True)
class Money:
    fen: int

    def __post_init__(self):
        if type(self.fen) is not int:
            raise TypeError(f"Money counts whole fen, got {self.fen!r}")

    @classmethod
    def yuan(cls, text):
        """Read a plain decimal amount such as ``"4.70"``: 0 or more, at most two places.

        Raises ValueError for anything else (signs, exponents, separators, a third place).
        """
        text = text.strip()
        if not _YUAN.fullmatch(text) or not text.isascii():
            raise ValueError(f"{text!r} is not an amount in yuan with at most two places")
        whole, _, part = text.partition(".")
        return cls(int(whole) * 100 + int(part.ljust(2, "0")))

    def __add__(self, other):
        return Money(self.fen + other.fen)

    def __sub__(self, other):
        return Money(self.fen - other.fen)

    def share(self, part, whole):
        """The part/whole share of this amount, rounded half up to a fen."""
        return Money(share(self.fen, part, whole))

    def __str__(self):
        return fen_as_yuan(self.fen)


def fen_as_yuan(fen):
    """Print fen as yuan with two places: 470 -> ``4.70``, -5 -> ``-0.05``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
