"""Posting a document: lots, draws, costs and journal, in one go or not at all."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, update

from mealwatch.audit import service as journal
from mealwatch.audit.chain import digest
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
    journal.lock(county_id)
    known = held.find_document(county_id, document.canteen_id, document.kind, document.doc_no)
    if known:
        if known.digest != digest(document.content()):
            raise errors.DocumentDiffers(field="doc_no", doc_no=document.doc_no)
        return Posted(known.id, new=False)
    code = schools.canteen_code(county_id, document.canteen_id)
    refuse_closed(county_id, document)
    store = _store_for(county_id, document)
    document_id = journal.next_posted(county_id)
    moved = store.post(document, document_id)
    _write(county_id, document, document_id, moved, store, code, by=by, now=now)
    return Posted(document_id, new=True)


def move_lots(county_id, lots):
    """Write what lots have given back or up: ``used``, ``drawn_fen``, ``standing``."""
    changed = [
        {
            "at_document": lot.key[0],
            "at_line": lot.key[1],
            "used": lot.used,
            "drawn_fen": lot.drawn_fen,
            "standing": lot.standing,
        }
        for lot in lots
    ]
    if changed:
        table = Lot.__table__
        db.session.connection().execute(
            update(table)
            .where(
                table.c.county_id == county_id,
                table.c.document_id == bindparam("at_document"),
                table.c.line_no == bindparam("at_line"),
            )
            .values(
                used=bindparam("used"),
                drawn_fen=bindparam("drawn_fen"),
                standing=bindparam("standing"),
            ),
            changed,
        )


def _store_for(county_id, document):
    if document.kind == "delivery":
        return Store()
    ingredients = sorted({line.ingredient_id for line in document.lines})
    if document.kind in ("opening", "receipt"):
        return Store()
    return held.store_of(county_id, document.canteen_id, ingredients)


def _write(county_id, document, document_id, moved, store, code, *, by, now):
    head = rows.head_of(document, document_id, now=now, by=by.name)
    lines = rows.lines_of(document, moved)
    draws = rows.draws_of(moved)
    lots = rows.lots_of(document, moved)
    _insert(county_id, None, Document, [head])
    _insert(county_id, document_id, LINES[document.kind], lines)
    fresh = [{**lot, "used": 0, "drawn_fen": 0, "standing": True} for lot in lots]
    _insert(county_id, document_id, Lot, fresh)
    _insert(county_id, document_id, Draw, draws)
    touched = {draw.lot_key for one in moved for draw in one.draws}
    move_lots(county_id, [store.lots[key] for key in sorted(touched)])
    journal.record(
        county_id,
        by=by,
        action="post",
        subject=document.kind,
        key=f"{code}/{document.kind}/{document.doc_no}",
        body=record.posted(head, lines, draws, lots),
        now=now,
    )


def _insert(county_id, document_id, model, some):
    if some:
        place = {"county_id": county_id}
        if document_id is not None:
            place["document_id"] = document_id
        db.session.connection().execute(insert(model.__table__), [{**place, **row} for row in some])
