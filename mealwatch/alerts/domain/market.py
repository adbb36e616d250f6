"""What canteens paid, as the rules on prices look at it: one line of a receipt, and the middle of the county's prices.

A price is exact: fen per base unit, carriage left out. What a canteen paid in a week for one thing counts once in the
week's median, however many lines there were.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from mealwatch.alerts.domain import robust
from mealwatch.kernel.ratio import plain_decimal

#: In the county so many canteens make a median.
LEAST = 4
#: How a price is said, by base unit: the word, and its base units.
SAID = {"g": ("斤", 500), "ml": ("升", 1000), "piece": ("个", 1)}


class Paid(NamedTuple):
    """One line of a receipt; ``fen`` without carriage. ``said``: (fen, base units) of the price as it was typed."""

    canteen_id: int
    document_id: int
    line_no: int
    doc_no: str
    on: date
    ingredient_id: int
    quantity: int
    fen: int
    supplier_id: int | None = None
    freight_fen: int = 0
    said: tuple | None = None

    @property
    def price(self):
        return Fraction(self.fen, self.quantity)

    @property
    def monday(self):
        return self.on - timedelta(days=self.on.weekday())


@dataclass(frozen=True)
class Good:
    """What a rule says of an ingredient. ``band``: its known lowest and highest price per base unit, or None."""

    name: str
    group: str
    base_unit: str
    band: tuple | None = None

    def said(self, price):
        """A price as people say it: ``5.20 元/斤``."""
        word, content = SAID[self.base_unit]
        fen = Fraction(price) * content
        return f"{plain_decimal(round_half_up(fen), 2)} 元/{word}"


def round_half_up(value):
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


class Market:
    """Lines of some weeks by canteen, the county's medians, and the dated lists (an empty one is false)."""

    def __init__(self, lines, goods, listed):
        self.goods, self.listed = goods, listed
        self._by_week = defaultdict(list)
        for line in lines:
            self._by_week[line.monday].append(line)
        self._weeks, self._medians = {}, {}

    def lines(self, canteen_ids, mondays):
        """The lines of some canteens in some weeks, in order."""
        return [line for monday in mondays for one in sorted(canteen_ids) for line in self.week(monday).get(one, ())]

    def week(self, monday):
        """``{canteen id: [Paid]}`` of one week."""
        if monday not in self._weeks:
            found = defaultdict(list)
            for line in self._by_week.get(monday, ()):
                found[line.canteen_id].append(line)
            self._weeks[monday] = dict(found)
        return self._weeks[monday]

    def median(self, ingredient_id, monday):
        """The middle of what the canteens paid in a week, or None where fewer than LEAST bought it."""
        return self.medians(monday).get(ingredient_id)

    def medians(self, monday):
        if monday not in self._medians:
            paid = defaultdict(dict)
            for line in self._by_week.get(monday, ()):
                fen, quantity = paid[line.ingredient_id].get(line.canteen_id, (0, 0))
                paid[line.ingredient_id][line.canteen_id] = fen + line.fen, quantity + line.quantity
            self._medians[monday] = {
                ingredient_id: robust.median([Fraction(*pair) for pair in by_canteen.values()])
                for ingredient_id, by_canteen in paid.items()
                if robust.enough(by_canteen, LEAST)
            }
        return self._medians[monday]
