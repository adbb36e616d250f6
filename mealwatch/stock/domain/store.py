"""One canteen's store: its lots, and what each document does to them.

A lot is bought once, at one total cost. What leaves takes its cost from the
running total, rounded half up, less what earlier standing draws took; so a lot
that is used up has given back exactly what it cost. The store is a working
copy: the service loads the lots that a document may touch, the import carries
one store per canteen through a whole term.
"""

from bisect import insort
from dataclasses import dataclass
from datetime import date

from mealwatch.kernel.money import share
from mealwatch.stock.errors import LotsInUse, NotEnoughStock

_NEVER = date.max


@dataclass(slots=True, eq=False)
class Lot:
    """What one line brought in. ``key`` is (document id, line number): its order of entry."""

    key: tuple[int, int]
    ingredient_id: int
    received_on: date
    expires_on: date | None
    bought: int
    cost_fen: int
    used: int = 0
    drawn_fen: int = 0
    standing: bool = True

    @property
    def left(self):
        return self.bought - self.used

    def expired(self, on):
        """On the expiry date itself it still counts."""
        return self.expires_on is not None and self.expires_on < on

    def turn(self):
        """First to expire (none: last), then first received, then first entered."""
        return (self.expires_on is None, self.expires_on or _NEVER, self.received_on, self.key)


@dataclass(frozen=True, slots=True)
class Draw:
    """``quantity`` base units taken from a lot for ``cost_fen`` (after a reversal some fen below zero are right)."""

    lot_key: tuple[int, int]
    quantity: int
    cost_fen: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What one line did: its draws or its new lot, its cost, and for a stocktake the book it met."""

    draws: tuple[Draw, ...] = ()
    lot: Lot | None = None
    cost_fen: int = 0
    book: int | None = None


class Store:
    """The lots of one canteen, by ingredient, in the order in which they are drawn."""

    def __init__(self, lots=(), last_received=None):
        """``last_received(ingredient_id, on)`` finds the lot that prices a surplus.

        It is needed where lots that are used up are not held here.
        """
        self._last_received = last_received or self._last_held
        self.lots = {}
        self._open = {}
        for lot in lots:
            self._take_in(lot)

    def post(self, document, document_id):
        """What ``document`` does, line by line, in order; the store has changed accordingly.

        Raises NotEnoughStock, and then the store is as it was.
        """
        done = []
        try:
            for number, line in enumerate(document.lines, start=1):
                done.append(self.move(document.kind, line, document.dated_on, (document_id, number)))
        except NotEnoughStock as refused:
            self.undo(done)
            refused.field = f"lines.{len(done)}.quantity"
            raise
        return done

    def move(self, kind, line, on, key):
        """What one line of a document does, as Moved; ``key`` is its document's id and its number.

        Raises NotEnoughStock, and then the store is as it was.
        """
        return _MOVES[kind](self, line, on, key)

    def undo(self, moved):
        """Reverse what a document did: its draws go back to their lots, its own lots vanish.

        Raises LotsInUse when one of its lots has standing draws.
        """
        for one in moved:
            if one.lot is not None and one.lot.used:
                raise LotsInUse(documents="")
        for one in moved:
            for draw in one.draws:
                self._give_back(draw)
            if one.lot is not None:
                one.lot.standing = False
                self._open[one.lot.ingredient_id].remove(one.lot)

    def book(self, ingredient_id, on):
        """Base units that standing lots received up to ``on`` hold."""
        return sum(lot.left for lot in self._open.get(ingredient_id, ()) if lot.received_on <= on)

    def remember(self, lot):
        """Take a lot back in that a reversal will refill."""
        if lot.key not in self.lots:
            self._take_in(lot)
        return self.lots[lot.key]

    def _take_in(self, lot):
        self.lots[lot.key] = lot
        waiting = self._open.setdefault(lot.ingredient_id, [])
        if lot.standing and lot.left:
            insort(waiting, lot, key=Lot.turn)

    def _give_back(self, draw):
        lot = self.lots[draw.lot_key]
        if not lot.left:
            insort(self._open[lot.ingredient_id], lot, key=Lot.turn)
        lot.used -= draw.quantity
        lot.drawn_fen -= draw.cost_fen

    def _draw(self, ingredient_id, quantity, on, *, expired_too):
        waiting = self._open.get(ingredient_id, [])
        usable = [lot for lot in waiting if lot.received_on <= on and (expired_too or not lot.expired(on))]
        held = sum(lot.left for lot in usable)
        if quantity > held:
            raise NotEnoughStock(ingredient_id=ingredient_id, wanted=quantity, held=held)
        draws = []
        for lot in usable:
            taken = min(lot.left, quantity)
            cost_fen = share(lot.cost_fen, lot.used + taken, lot.bought) - lot.drawn_fen
            lot.used += taken
            lot.drawn_fen += cost_fen
            draws.append(Draw(lot.key, taken, cost_fen))
            if not lot.left:
                waiting.remove(lot)
            quantity -= taken
            if not quantity:
                break
        return tuple(draws)

    def _bring_in(self, line, on, key):
        lot = Lot(key, line.ingredient_id, on, line.expires_on, line.quantity, line.amount_fen)
        self._take_in(lot)
        return Moved(lot=lot, cost_fen=line.amount_fen)

    def _issue(self, line, on, _key):
        draws = self._draw(line.ingredient_id, line.quantity, on, expired_too=False)
        return Moved(draws, cost_fen=sum(draw.cost_fen for draw in draws))

    def _lose(self, line, on, _key):
        draws = self._draw(line.ingredient_id, line.quantity, on, expired_too=True)
        return Moved(draws, cost_fen=sum(draw.cost_fen for draw in draws))

    def _count(self, line, on, key):
        book = self.book(line.ingredient_id, on)
        if line.counted < book:
            draws = self._draw(line.ingredient_id, book - line.counted, on, expired_too=True)
            return Moved(draws, cost_fen=sum(draw.cost_fen for draw in draws), book=book)
        surplus = line.counted - book
        if not surplus:
            return Moved(book=book)
        last = self._last_received(line.ingredient_id, on)
        cost_fen = share(last.cost_fen, surplus, last.bought) if last else 0
        lot = Lot(key, line.ingredient_id, on, None, surplus, cost_fen)
        self._take_in(lot)
        return Moved(lot=lot, cost_fen=cost_fen, book=book)

    def _deliver(self, line, _on, _key):
        cost = line.amount_fen if line.food_cost_fen is None else line.food_cost_fen
        return Moved(cost_fen=cost)

    def _last_held(self, ingredient_id, on):
        received = [
            lot
            for lot in self.lots.values()
            if lot.ingredient_id == ingredient_id and lot.standing and lot.received_on <= on
        ]
        return max(received, key=lambda lot: (lot.received_on, lot.key), default=None)


_MOVES = {
    "opening": Store._bring_in,
    "receipt": Store._bring_in,
    "issue": Store._issue,
    "delivery": Store._deliver,
    "loss": Store._lose,
    "stocktake": Store._count,
}
