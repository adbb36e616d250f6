"""One shelf from its first lot on: everything that happened to it, done again in the order of entry.

What the rules make of it must be what is kept: which lots were drawn, how much
and at what cost, what a stocktake found in the book, what is left in each lot.
"""

from datetime import date
from typing import NamedTuple

from mealwatch.stock.domain.documents import IssueLine, LossLine, ReceiptLine, StocktakeLine
from mealwatch.stock.domain.store import Store
from mealwatch.stock.errors import LotsInUse, NotEnoughStock


class Wrong(NamedTuple):
    """What does not agree; of the lot, draw or line in ``document_id``, ``line_no``."""

    document_id: int
    line_no: int
    column: str
    stored: object
    computed: object


def wrong(lots, draws, counts):
    """The first Wrong of a shelf, or None. ``lots``, ``draws`` and ``counts`` as queries/shelves.py gives them."""
    replay = _Replay(lots, draws, counts)
    for number in sorted(replay.events):
        found = replay.step(number)
        if found:
            return found
    return replay.leftover()


class _Replay:
    def __init__(self, lots, draws, counts):
        self._lots = lots
        self._store = Store()
        self._moved = {}
        self._lots_of, self._draws_of, self._counts_of, self._undone = {}, {}, {}, {}
        for lot in lots:
            self._lots_of.setdefault(lot.document_id, {})[lot.line_no] = lot
        for draw in sorted(draws):
            self._draws_of.setdefault(draw.document_id, {}).setdefault(draw.line_no, []).append(draw)
        for count in counts:
            self._counts_of.setdefault(count.document_id, {})[count.line_no] = count
        for row in (*lots, *draws, *counts):
            if row.undone is not None:
                self._undone[row.undone] = row.document_id
        self.events = {*self._lots_of, *self._draws_of, *self._counts_of, *self._undone}

    def step(self, number):
        """Do what was entered under this number; the first Wrong in it, or None."""
        if number in self._undone:
            return self._undo(self._undone[number])
        lots, draws = self._lots_of.get(number, {}), self._draws_of.get(number, {})
        counts = self._counts_of.get(number, {})
        for line_no in sorted({*lots, *draws, *counts}):
            lot, drawn, count = lots.get(line_no), draws.get(line_no, []), counts.get(line_no)
            found = self._line(number, line_no, lot, drawn, count)
            if found:
                return found
        return None

    def leftover(self):
        """The first lot that is not kept as the replay leaves it, or None."""
        for kept in self._lots:
            lot = self._store.lots[kept.document_id, kept.line_no]
            for column in ("used", "drawn_fen", "standing"):
                stored, computed = getattr(kept, column), getattr(lot, column)
                if stored != computed or type(stored) is not type(computed):
                    return Wrong(kept.document_id, kept.line_no, f"lots.{column}", stored, computed)
        return None

    def _line(self, number, line_no, lot, drawn, count):
        kind, on, line = _said(lot, drawn, count)
        try:
            moved = self._store.move(kind, line, date.fromisoformat(on), (number, line_no))
        except NotEnoughStock as refused:
            return Wrong(number, line_no, "quantity", refused.facts["wanted"], refused.facts["held"])
        self._moved.setdefault(number, []).append(moved)
        for column, stored, computed in _kept_and_made(lot, drawn, count, moved):
            if stored != computed:
                return Wrong(number, line_no, column, stored, computed)
        return None

    def _undo(self, document_id):
        try:
            self._store.undo(self._moved.pop(document_id, []))
        except LotsInUse:
            return Wrong(document_id, 0, "reversals.id", "lots.used > 0", "lots.used = 0")
        return None


def _said(lot, drawn, count):
    """(kind, date, line) of the line that a shelf's rows come from."""
    if count:
        return "stocktake", count.dated_on, StocktakeLine(_SHELF, count.counted, "")
    if drawn:
        line = _TAKING[drawn[0].kind](_SHELF, sum(draw.quantity for draw in drawn), "")
        return drawn[0].kind, drawn[0].dated_on, line
    expires_on = lot.expires_on and date.fromisoformat(lot.expires_on)
    return "receipt", lot.received_on, ReceiptLine(_SHELF, lot.bought, "", lot.cost_fen, expires_on=expires_on)


def _kept_and_made(lot, drawn, count, moved):
    """(column, stored, computed) of everything that the line wrote."""
    if count:
        yield "book", count.book, moved.book
    yield "draws", len(drawn), len(moved.draws)
    for kept, made in zip(drawn, moved.draws, strict=False):
        yield f"draws.{kept.draw_no}.lot", (kept.lot_document_id, kept.lot_line_no), made.lot_key
        yield f"draws.{kept.draw_no}.quantity", kept.quantity, made.quantity
        yield f"draws.{kept.draw_no}.cost_fen", kept.cost_fen, made.cost_fen
    made = moved.lot
    yield "lots.bought", lot and lot.bought, made and made.bought
    yield "lots.cost_fen", lot and lot.cost_fen, made and made.cost_fen


#: All on one shelf is one ingredient; which one does not matter.
_SHELF = 0
_TAKING = {"issue": IssueLine, "loss": LossLine}
