"""Amounts as the facts of a sentence: exact until here, rounded half up where they are printed."""

from fractions import Fraction

from mealwatch.kernel.ratio import Ratio, fen_ratio_as_yuan, plain_decimal

_LARGER = {"g": "kg", "ml": "L"}
_MEALS = {"breakfast": "早餐", "lunch": "午餐", "dinner": "晚餐", "snack": "加餐"}


def ratio(value):
    """A whole number or Fraction as a Ratio."""
    value = Fraction(value)
    return Ratio(value.numerator, value.denominator)


def yuan(fen):
    """Exact fen as yuan with two places, thousands parted: ``23.06``, ``12,630.00``."""
    whole, _, part = fen_ratio_as_yuan(ratio(fen)).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}.{part}"


def percent(share, places=0):
    """A share as a percentage without its sign: 1/8 -> ``13``."""
    return plain_decimal((ratio(share) * 100).rounded(places), places)


def number(value, places=1):
    """An exact number with some places."""
    return plain_decimal(ratio(value).rounded(places), places)


def amount(base, unit):
    """Base units as people weigh them: ``12.5 kg``, ``3.2 L``, ``240 个``; less than a kilo or litre as it is."""
    if unit == "piece":
        return f"{ratio(base).rounded()} 个"
    if abs(base) < 1000:
        return f"{ratio(base).rounded()} {unit}"
    return f"{plain_decimal((ratio(base) / 1000).rounded(1), 1)} {_LARGER[unit]}"


def meal(kind):
    """The Chinese word of a meal."""
    return _MEALS[kind]


def named(names, most=3):
    """Some names once each, in their order; past ``most`` of them only that there are more."""
    once = list(dict.fromkeys(names))
    return "、".join(once[:most]) + ("等" if len(once) > most else "")
