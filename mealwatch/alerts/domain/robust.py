"""Medians instead of means: one wild value moves neither the middle nor the spread. Exact Fractions."""

from fractions import Fraction

#: Makes the median absolute deviation comparable to a standard deviation.
SCALE = Fraction(7413, 5000)
LEAST = 4


def enough(values, least=LEAST):
    """Whether there are enough values to compare with."""
    return len(values) >= least


def median(values):
    """The middle value; of two middle ones the half between. Raises ValueError without values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values have no middle")
    middle, odd = divmod(len(ordered), 2)
    return Fraction(ordered[middle]) if odd else Fraction(ordered[middle - 1] + ordered[middle]) / 2


def mad(values, middle=None):
    """The median absolute deviation from the middle."""
    middle = median(values) if middle is None else middle
    return median([abs(value - middle) for value in values])


def distance(value, values):
    """``(value - median) / (1.4826 MAD)``; where more than half of the values are alike (MAD 0), None unless equal.

    None means: no spread to measure by, and the value is not the common one.
    """
    middle = median(values)
    spread = mad(values, middle) * SCALE
    if not spread:
        return Fraction(0) if value == middle else None
    return (Fraction(value) - middle) / spread
