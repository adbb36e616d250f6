"""Posting a document: lots, draws, costs and journal, in one go or not at all."""

from dataclasses import dataclass

from sqlalchemy import bindparam, update

from mealwatch.audit import service as journal
from mealwatch.audit.batch import Batch
from mealwatch.audit.chain import digest
from mealwatch.drafts import service as drafts
from mealwatch.extensions import db
from mealwatch.schools import queries as schools
from mealwatch.stock import errors
from mealwatch.stock.domain import documents, record, rows
from mealwatch.stock.domain.store import Store
from mealwatch.stock.models import (
    DeliveryLine,
    Document,
    Draw,
    IssueLine,
    LossLine,
    Lot,
    OpeningLine,
    ReceiptLine,
    StocktakeLine,
)
from mealwatch.stock.queries import store as held
from mealwatch.stock.service.closed import refuse_closed

LINES = {
    "opening": OpeningLine,
    "receipt": ReceiptLine,
    "issue": IssueLine,
    "delivery": DeliveryLine,
    "loss": LossLine,
    "stocktake": StocktakeLine,
}


_lot = Lot.__table__
#: Made once: putting a statement together costs more than running it.
_MOVE = (
    update(_lot)
    .where(
        _lot.c.county_id == bindparam("county"),
        _lot.c.document_id == bindparam("document"),
        _lot.c.line_no == bindparam("line"),
    )
    .values(used=bindparam("to_used"), drawn_fen=bindparam("to_drawn"), standing=bindparam("to_standing"))
)
_FRESH = {"used": 0, "drawn_fen": 0, "standing": True}


@dataclass(frozen=True)
class Posted:
    """A document in the ledger; ``new`` is False when it had been there with the same content."""

    id: int
    new: bool


def post(county_id, document, *, by, now):
    """Post a document. Posting the same document again changes nothing.

    Its canteen, kind and number are its identity. Raises what
    ``documents.check`` raises, NoCanteen, DocumentDiffers, NotEnoughStock,
    WeekClosed, SpreadsIntoClosedWeek.
    """
    documents.check(document, now.date())
    head = journal.lock(county_id)
    known = held.find_document(county_id, document.canteen_id, document.kind, document.doc_no)
    if known:
        if known.digest != digest(document.content()):
            raise errors.DocumentDiffers(field="doc_no", doc_no=document.doc_no)
        return Posted(known.id, new=False)
    code = schools.canteen_code(county_id, document.canteen_id)
    refuse_closed(county_id, document)
    store = _store_for(county_id, document)
    number = head.posted + 1
    moved = store.post(document, number)
    move_lots(county_id, [store.lots[key] for key in sorted({draw.lot_key for one in moved for draw in one.draws})])
    _batch(county_id, document, number, moved, code, by=by, now=now).write(county_id, head=head, numbers=1)
    return Posted(number, new=True)


def move_lots(county_id, lots):
    """Write what lots have given back or up: ``used``, ``drawn_fen``, ``standing``."""
    changed = [
        {
            "county": county_id,
            "document": lot.key[0],
            "line": lot.key[1],
            "to_used": lot.used,
            "to_drawn": lot.drawn_fen,
            "to_standing": lot.standing,
        }
        for lot in lots
    ]
    if changed:
        db.session.connection().execute(_MOVE, changed)


def _store_for(county_id, document):
    if document.kind == "delivery":
        return Store()
    ingredients = sorted({line.ingredient_id for line in document.lines})
    if document.kind in ("opening", "receipt"):
        return Store()
    return held.store_of(county_id, document.canteen_id, ingredients)


def _batch(county_id, document, number, moved, code, *, by, now):
    """The rows of the document and the entry that tells of it."""
    head = rows.head_of(document, number, now=now, by=by.name)
    lines = rows.lines_of(document, moved)
    draws = rows.draws_of(moved)
    lots = rows.lots_of(document, moved)
    batch, place = Batch(), {"county_id": county_id, "document_id": number}
    batch.add(Document.__table__, [head | {"county_id": county_id}])
    batch.add(LINES[document.kind].__table__, [line | place for line in lines])
    batch.add(Lot.__table__, [lot | _FRESH | place for lot in lots])
    batch.add(Draw.__table__, [draw | place for draw in draws])
    key = f"{code}/{document.kind}/{document.doc_no}"
    batch.tell(by, "post", document.kind, key, record.posted(head, lines, draws, lots), now)
    drafts.note_typed(batch, county_id, document.kind, document.canteen_id, document.doc_no, key=key, by=by, now=now)
    return batch
