"""Exact ratios: a pair of whole numbers, not reduced until somebody asks.

The weekly spend adds thousands of fen-over-heads quotients. Reducing each sum
costs more than the sum, so a ratio keeps its pair as it falls and compares by
cross multiplication. Nothing is rounded before it is printed.
"""

from fractions import Fraction


class Ratio:
    """``top / bottom`` with whole numbers and a positive bottom."""

    __slots__ = ("bottom", "top")

    def __init__(self, top, bottom=1):
        if bottom <= 0:
            raise ValueError("the bottom of a ratio is positive")
        self.top = top
        self.bottom = bottom

    @classmethod
    def parse(cls, text):
        """Read what ``str`` wrote: ``"12/5"``."""
        top, _, bottom = text.partition("/")
        return cls(int(top), int(bottom or 1))

    @classmethod
    def total(cls, ratios):
        """The exact sum of some ratios."""
        top, bottom = 0, 1
        for ratio in ratios:
            if ratio.bottom == bottom:
                top += ratio.top
            else:
                top = top * ratio.bottom + ratio.top * bottom
                bottom *= ratio.bottom
        return cls(top, bottom)

    def __add__(self, other):
        other = _ratio(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    __radd__ = __add__

    def __sub__(self, other):
        return self + _ratio(other) * -1

    def __rsub__(self, other):
        return _ratio(other) - self

    def __mul__(self, other):
        other = _ratio(other)
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _ratio(other)
        if other.top == 0:
            raise ZeroDivisionError("a ratio over nothing")
        sign = 1 if other.top > 0 else -1
        return Ratio(sign * self.top * other.bottom, self.bottom * abs(other.top))

    def __neg__(self):
        return Ratio(-self.top, self.bottom)

    def _order(self, other):
        other = _ratio(other)
        return self.top * other.bottom - other.top * self.bottom

    def __eq__(self, other):
        return isinstance(other, (Ratio, int, Fraction)) and self._order(other) == 0

    def __lt__(self, other):
        return self._order(other) < 0

    def __le__(self, other):
        return self._order(other) <= 0

    def __gt__(self, other):
        return self._order(other) > 0

    def __ge__(self, other):
        return self._order(other) >= 0

    def __hash__(self):
        return hash(self.fraction())

    def __bool__(self):
        return self.top != 0

    def fraction(self):
        """The reduced ``fractions.Fraction``."""
        return Fraction(self.top, self.bottom)

    def rounded(self, places=0):
        """The nearest whole number of 1/10**places, half up: floor(x * 10**places + 1/2)."""
        return (2 * self.top * 10**places + self.bottom) // (2 * self.bottom)

    def __str__(self):
        reduced = self.fraction()
        return f"{reduced.numerator}/{reduced.denominator}"

    def __repr__(self):
        return f"Ratio({self.top}, {self.bottom})"


def _ratio(value):
    if isinstance(value, Ratio):
        return value
    if type(value) is int:
        return Ratio(value)
    if isinstance(value, Fraction):
        return Ratio(value.numerator, value.denominator)
    raise TypeError(f"{value!r} is not exact")


ZERO = Ratio(0)


def plain_decimal(whole, places):
    """Print ``whole`` / 10**places without an exponent: (2470, 2) -> ``24.70``."""
    sign = "-" if whole < 0 else ""
    digits = str(abs(whole)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def fen_ratio_as_yuan(ratio, places=2):
    """Print an exact number of fen as yuan, rounded half up to ``places``."""
    return plain_decimal(Ratio(ratio.top, ratio.bottom * 100).rounded(places), places)
