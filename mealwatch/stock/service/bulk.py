"""Writing documents that are priced already, many at once: the import's way into the ledger.

The same rows and the same journal entries as posting one by one; only the
statements are fewer. The caller holds the county's journal head, has checked
the documents, and has taken their numbers.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert

from mealwatch.audit import service as journal
from mealwatch.audit.chain import canonical
from mealwatch.extensions import db
from mealwatch.stock.domain import record, rows
from mealwatch.stock.domain.documents import Document as DocumentValue
from mealwatch.stock.models import Document, Draw, Lot, Reversal
from mealwatch.stock.service.posting import LINES

FULL = 1000


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


class Writer:
    """Takes priced documents and reversals in the order of entry; ``flush`` writes what was gathered."""

    def __init__(self, county_id, *, by, now):
        self._county_id, self._by, self._now = county_id, by, now
        self._rows, self._entries = {}, []

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
        self._tell("post", document.kind, key, record.posted(head, lines, draws, lots))

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
        self._tell("reverse", "reversal", undone.key, record.reversed_(row))

    def flush(self):
        """Write everything that was taken, and tell the journal."""
        connection = db.session.connection()
        for model in _ORDER:
            if waiting := self._rows.pop(model, None):
                connection.execute(insert(model.__table__), waiting)
        journal.record_all(self._county_id, self._entries)
        self._entries = []

    def _add(self, model, some, number=None):
        place = (
            {"county_id": self._county_id} if number is None else {"county_id": self._county_id, "document_id": number}
        )
        self._rows.setdefault(model, []).extend({**place, **row} for row in some)

    def _tell(self, action, subject, key, body):
        self._entries.append((self._by.name, action, subject, key, canonical(body), self._now))
        if len(self._entries) >= FULL:
            self.flush()


#: What others refer to goes in first.
_ORDER = (Document, *LINES.values(), Lot, Draw, Reversal)


def _as_left(lot, left):
    used, drawn_fen, standing = left.get(lot["line_no"], (0, 0, True))
    return {**lot, "used": used, "drawn_fen": drawn_fen, "standing": bool(standing)}
