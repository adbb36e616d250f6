"""A canteen's store as the generator keeps it: quantities and dates only, so that nothing it writes is refused."""

from dataclasses import dataclass
from datetime import date


class NotHeld(Exception):
    """The generator wanted more than the store holds: a mistake in the generator."""


@dataclass(eq=False)
class _Lot:
    received_on: date
    expires_on: date
    left: int


class Store:
    def __init__(self):
        self._lots = {}

    def receive(self, code, on, quantity, expires_on=None):
        self._lots.setdefault(code, []).append(_Lot(on, expires_on or date.max, quantity))

    def usable(self, code, on):
        """Base units that an issue of that day may draw."""
        return sum(lot.left for lot in self._lots.get(code, ()) if lot.expires_on >= on)

    def book(self, code):
        """Base units that lie there by the book, expired ones included."""
        return sum(lot.left for lot in self._lots.get(code, ()))

    def expired(self, on):
        """Base units past their date, by ingredient code."""
        found = {code: sum(lot.left for lot in lots if lot.expires_on < on) for code, lots in self._lots.items()}
        return {code: quantity for code, quantity in sorted(found.items()) if quantity}

    def draw(self, code, on, quantity, *, expired_too=False):
        """Take a quantity out, what expires first before the rest."""
        lots = sorted(self._lots.get(code, ()), key=lambda lot: (lot.expires_on, lot.received_on))
        for lot in lots:
            if expired_too or lot.expires_on >= on:
                taken = min(lot.left, quantity)
                lot.left, quantity = lot.left - taken, quantity - taken
        if quantity:
            raise NotHeld(f"{quantity} of {code} on {on}")
        self._lots[code] = [lot for lot in lots if lot.left]
