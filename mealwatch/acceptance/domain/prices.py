"""Prices as people say them (元/斤, 元/袋, or what the line came to), and the one question about an odd one.

A price is an exact ratio: fen per base unit. The commonest slip on a receipt is
the price of a 公斤 written as that of a 斤 or the other way round, so an odd
price is first shown in both readings. It is asked once and then kept: nobody is held up.
"""

from dataclasses import dataclass
from fractions import Fraction

from mealwatch.kernel.money import share
from mealwatch.kernel.ratio import Ratio

#: A median of fewer says nothing about a market.
LEAST_OTHERS = 3
DAYS = 14
#: Further from the county's median than this share of it is asked about.
FAR = Ratio(30, 100)
#: What a clerk can answer: it is so, it was meant for a 斤, it was meant for a 公斤.
KEPT, JIN, KG = "kept", "jin", "kg"
ANSWERS = (KEPT, JIN, KG)
_EITHER = {JIN: 500, KG: 1000}


@dataclass(frozen=True)
class Usual:
    """What is usual for an ingredient, in fen per base unit: its band, and the county's fortnight median."""

    low: Ratio | None = None
    high: Ratio | None = None
    median: Ratio | None = None

    def odd(self, price):
        """Why a price is odd: ``below``, ``above`` (the band), ``far`` (from the median); empty where it is not."""
        found = []
        if self.low is not None and price < self.low:
            found.append("below")
        if self.high is not None and price > self.high:
            found.append("above")
        if self.median is not None:
            gap = price - self.median if price >= self.median else self.median - price
            if gap > self.median * FAR:
                found.append("far")
        return found


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: yuan per 斤 or per 公斤, and what the line then comes to."""

    per: str
    price: Ratio
    goods_fen: int


@dataclass(frozen=True)
class Question:
    """Asked about one line; ``readings`` has two where a price per 斤 or 公斤 was typed, else none."""

    why: tuple[str, ...]
    price: Ratio
    goods_fen: int
    usual: Usual
    readings: tuple[Reading, ...] = ()


def goods_fen(yuan, content, accepted):
    """What ``accepted`` base units cost at ``yuan`` (exact) for every ``content`` base units, in whole fen."""
    exact = Fraction(yuan) * 100
    return share(exact.numerator * accepted, 1, exact.denominator * content)


def unit_price(fen, accepted):
    """Fen per base unit, exact."""
    return Ratio(fen, accepted)


def question(usual, *, fen, accepted, yuan=None, per=None):
    """The Question to ask about a line of ``accepted`` base units for ``fen`` (carriage left out), or None.

    ``yuan`` and ``per``: the price as typed and its unit, where one was typed.
    """
    if accepted <= 0:
        return None
    price = unit_price(fen, accepted)
    why = usual.odd(price)
    if not why:
        return None
    readings = ()
    if yuan is not None and per in _EITHER:
        other = KG if per == JIN else JIN
        readings = tuple(
            Reading(one, _price(yuan, one), fen if one == per else goods_fen(yuan, _EITHER[one], accepted))
            for one in (per, other)
        )
    return Question(tuple(why), price, fen, usual, readings)


def usual(band, medians):
    """Usual out of a band ``(low, high)`` in fen per base unit (or None) and the others' prices of the fortnight."""
    low, high = band or (None, None)
    return Usual(low, high, median(medians))


def median(prices):
    """The exact middle of at least LEAST_OTHERS ratios, or None."""
    if len(prices) < LEAST_OTHERS:
        return None
    ordered, middle = sorted(prices), len(prices) // 2
    if len(prices) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def band(known, base_unit):
    """The known ingredient's band in fen per base unit; None where the county counts it in another unit."""
    if known is None or known.base_unit != base_unit:
        return None
    grams = known.grams_per_unit
    return tuple(
        Ratio(fen * grams.numerator, 1000 * grams.denominator) for fen in (known.price_low_fen, known.price_high_fen)
    )


def _price(yuan, per):
    exact = Fraction(yuan) * 100 / _EITHER[per]
    return Ratio(exact.numerator, exact.denominator)
