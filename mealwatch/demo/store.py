"""A canteen's lots as the generator keeps them, so that nothing it writes is ever refused.

First to expire is drawn first (no date last), then by day received, then by
entry. A draw costs the lot's share of its running total, in whole fen.
"""

from dataclasses import dataclass
from datetime import date

from mealwatch.kernel.money import share


class NotHeld(Exception):
    """The generator wanted more than the store holds: a mistake in the generator."""


@dataclass(eq=False)
class Lot:
    received_on: date
    expires_on: date | None
    entry: int
    bought: int
    cost_fen: int
    used: int = 0
    drawn_fen: int = 0

    @property
    def left(self):
        return self.bought - self.used

    def keeps_on(self, on):
        return self.expires_on is None or on <= self.expires_on


class Store:
    def __init__(self):
        self._lots = {}
        self._entries = 0

    def receive(self, code, on, quantity, cost_fen, expires_on=None):
        self._entries += 1
        self._lots.setdefault(code, []).append(Lot(on, expires_on, self._entries, quantity, cost_fen))

    def usable(self, code, on):
        """Base units that an issue of that day may draw."""
        return sum(lot.left for lot in self._of(code, on) if lot.keeps_on(on))

    def book(self, code, on):
        """Base units that lie there by the book, expired ones included."""
        return sum(lot.left for lot in self._of(code, on))

    def expired(self, on):
        """Base units past their date, by ingredient code."""
        left = {
            code: sum(lot.left for lot in self._of(code, on) if not lot.keeps_on(on)) for code in sorted(self._lots)
        }
        return {code: quantity for code, quantity in left.items() if quantity}

    def draw(self, code, on, quantity, expired_too=False):
        """Take a quantity out. Returns its draws: ``(lot, quantity, fen)``."""
        usable = [lot for lot in self._of(code, on) if expired_too or lot.keeps_on(on)]
        draws = []
        for lot in sorted(usable, key=lambda lot: (lot.expires_on or date.max, lot.received_on, lot.entry)):
            taken = min(lot.left, quantity)
            if taken:
                cost = share(lot.cost_fen, lot.used + taken, lot.bought) - lot.drawn_fen
                lot.used, lot.drawn_fen, quantity = lot.used + taken, lot.drawn_fen + cost, quantity - taken
                draws.append((lot, taken, cost))
        if quantity:
            raise NotHeld(f"{quantity} of {code} on {on}")
        return draws

    def count(self, code, on, difference):
        """A stocktake that finds ``difference`` base units more (or fewer) than the book. Returns the count."""
        counted = self.book(code, on) + difference
        if difference < 0:
            self.draw(code, on, -difference, expired_too=True)
        elif difference > 0:
            last = max(self._of(code, on), key=lambda lot: (lot.received_on, lot.entry))
            self.receive(code, on, difference, share(last.cost_fen, difference, last.bought))
        return counted

    def _of(self, code, on):
        return [lot for lot in self._lots.get(code, ()) if lot.received_on <= on]


def cost_of(draws):
    return sum(cost for _, _, cost in draws)
