"""The ledger of one ingredient: what came, what went, and what was then there, in order of date and entry."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Movement:
    """What one document (or its reversal) did to the stock; what goes has a minus.

    ``place`` is its order of entry; ``parts`` are the lots drawn or brought in.
    """

    on: date
    place: int
    kind: str
    doc_no: str
    meal: str | None
    quantity: int
    fen: int
    is_reversal: bool = False
    reversed_on: date | None = None
    parts: tuple = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement with what was there after it."""

    movement: Movement
    held: int
    held_fen: int


def entries(movements):
    """The movements in order of date and entry, each with the balance after it."""
    held = held_fen = 0
    rows = []
    for movement in sorted(movements, key=lambda one: (one.on, one.place)):
        held += movement.quantity
        held_fen += movement.fen
        rows.append(Entry(movement, held, held_fen))
    return rows


@dataclass(frozen=True, slots=True)
class Extract:
    """The entries of a span of days, and what was there before the first."""

    before: int
    before_fen: int
    rows: tuple

    @property
    def came(self):
        return self._sum("quantity", 1)

    @property
    def came_fen(self):
        return sum(row.movement.fen for row in self.rows if row.movement.quantity > 0)

    @property
    def went(self):
        return self._sum("quantity", -1)

    @property
    def went_fen(self):
        return -sum(row.movement.fen for row in self.rows if row.movement.quantity < 0)

    @property
    def after(self):
        return self.rows[-1].held if self.rows else self.before

    @property
    def after_fen(self):
        return self.rows[-1].held_fen if self.rows else self.before_fen

    def _sum(self, name, sign):
        amounts = (getattr(row.movement, name) for row in self.rows)
        return sum(sign * amount for amount in amounts if sign * amount > 0)


def extract(rows, first=None, last=None):
    """The entries from ``first`` to ``last``, both included (None: no bound)."""
    earlier = [row for row in rows if first and row.movement.on < first]
    inside = tuple(
        row for row in rows if (not first or row.movement.on >= first) and (not last or row.movement.on <= last)
    )
    return Extract(earlier[-1].held if earlier else 0, earlier[-1].held_fen if earlier else 0, inside)
