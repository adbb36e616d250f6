"""Documents that are priced already, many at once: the import's way into the ledger.

The same rows and the same journal entries as posting one by one, made ready
before the county is locked. The caller has checked the documents and knows
their numbers.
"""

from dataclasses import dataclass, field
from datetime import datetime

from mealwatch.audit.batch import Batch
from mealwatch.stock.domain import record, rows
from mealwatch.stock.domain.documents import Document as DocumentValue
from mealwatch.stock.models import Document, Draw, Lot, Reversal
from mealwatch.stock.service.posting import LINES


@dataclass(frozen=True, slots=True)
class Priced:
    """A document with its number and what it moved; ``left`` is {line number: (used, drawn fen, standing)} of its lots.

    ``entered_at`` is None for a document that is marked as imported.
    """

    document: DocumentValue
    number: int
    canteen_code: str
    moved: list
    left: dict = field(default_factory=dict)
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """The reversal of a posted document, with its number."""

    document_id: int
    number: int
    key: str
    canteen_id: int
    dated_on: object
    reason: str
    reversed_by: str
    entered_at: datetime | None = None


class Rows:
    """Turns priced documents and reversals into the rows and entries of a Batch; nothing is written yet."""

    def __init__(self, county_id, *, by, now):
        self._county_id, self._by, self._now = county_id, by, now
        self.batch = new_batch()

    def post(self, priced):
        """Take a document."""
        document, number = priced.document, priced.number
        stamp = {"now": priced.entered_at or self._now, "by": self._by.name, "imported": priced.entered_at is None}
        head = rows.head_of(document, number, **stamp)
        lines = rows.lines_of(document, priced.moved)
        draws = rows.draws_of(priced.moved)
        lots = rows.lots_of(document, priced.moved)
        self._add(Document, [head])
        self._add(LINES[document.kind], lines, number)
        self._add(Lot, [_as_left(lot, priced.left) for lot in lots], number)
        self._add(Draw, draws, number)
        key = f"{priced.canteen_code}/{document.kind}/{document.doc_no}"
        self.batch.tell(self._by, "post", document.kind, key, record.posted(head, lines, draws, lots), self._now)

    def reverse(self, undone):
        """Take a reversal; the lots that it refills are the caller's to move."""
        row = {
            "document_id": undone.document_id,
            "id": undone.number,
            "canteen_id": undone.canteen_id,
            "dated_on": undone.dated_on,
            "reason": undone.reason,
            "reversed_by": undone.reversed_by,
            "entered_at": undone.entered_at or self._now,
            "entered_by": self._by.name,
            "imported": undone.entered_at is None,
        }
        self._add(Reversal, [row])
        self.batch.tell(self._by, "reverse", "reversal", undone.key, record.reversed_(row), self._now)

    def taken(self):
        """The Batch of what was taken since the last call."""
        batch, self.batch = self.batch, new_batch()
        return batch

    def _add(self, model, some, number=None):
        if some:
            place = {"county_id": self._county_id}
            if number is not None:
                place["document_id"] = number
            self.batch.add(model.__table__, [place | row for row in some])


def new_batch():
    """An empty Batch with the tables in the order in which they must be written."""
    batch = Batch()
    for model in (Document, *LINES.values(), Lot, Draw, Reversal):
        batch.add(model.__table__, [])
    return batch


def _as_left(lot, left):
    used, drawn_fen, standing = left.get(lot["line_no"], (0, 0, True))
    return {**lot, "used": used, "drawn_fen": drawn_fen, "standing": bool(standing)}
