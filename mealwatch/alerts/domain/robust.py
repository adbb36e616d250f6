"""Medians instead of means: one wild value does not move the middle. Exact Fractions."""

from fractions import Fraction

#: Makes a median of absolute deviations comparable to a standard deviation.
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
