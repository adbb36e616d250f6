"""What a document may touch: the open lots of its ingredients, its own earlier self, its draws."""

from sqlalchemy import select, tuple_

from mealwatch.extensions import db
from mealwatch.stock.domain.store import Draw, Lot, Moved, Store
from mealwatch.stock.models import Document, Reversal
from mealwatch.stock.models import Draw as DrawRow
from mealwatch.stock.models import Lot as LotRow

_LOT = (
    LotRow.document_id,
    LotRow.line_no,
    LotRow.ingredient_id,
    LotRow.received_on,
    LotRow.expires_on,
    LotRow.bought,
    LotRow.cost_fen,
    LotRow.used,
    LotRow.drawn_fen,
    LotRow.standing,
)


def store_of(county_id, canteen_id, ingredient_ids):
    """The store of a canteen, holding the open lots of some ingredients.

    The caller holds the county's journal head, so nobody else draws from them meanwhile.
    """
    rows = db.session.execute(
        select(*_LOT).where(
            LotRow.county_id == county_id,
            LotRow.canteen_id == canteen_id,
            LotRow.ingredient_id.in_(ingredient_ids),
            LotRow.used < LotRow.bought,
            LotRow.standing,
        )
    )
    lots = [_lot(row) for row in rows]
    return Store(lots, lambda ingredient, on: last_received(county_id, canteen_id, ingredient, on))


def last_received(county_id, canteen_id, ingredient_id, on):
    """The last standing lot received up to ``on``, by date received and entry; None where there is none."""
    row = db.session.execute(
        select(*_LOT)
        .where(
            LotRow.county_id == county_id,
            LotRow.canteen_id == canteen_id,
            LotRow.ingredient_id == ingredient_id,
            LotRow.received_on <= on,
            LotRow.standing,
        )
        .order_by(LotRow.received_on.desc(), LotRow.document_id.desc(), LotRow.line_no.desc())
        .limit(1)
    ).one_or_none()
    return _lot(row) if row else None


def find_document(county_id, canteen_id, kind, doc_no):
    """Its head row (id, dated_on, meal, digest) or None."""
    return db.session.execute(
        select(Document.id, Document.dated_on, Document.meal, Document.digest).where(
            Document.county_id == county_id,
            Document.canteen_id == canteen_id,
            Document.kind == kind,
            Document.doc_no == doc_no,
        )
    ).one_or_none()


def find_reversal(county_id, document_id):
    """The reversal of a document (id, dated_on, reason, reversed_by) or None."""
    return db.session.execute(
        select(Reversal.id, Reversal.dated_on, Reversal.reason, Reversal.reversed_by).where(
            Reversal.county_id == county_id, Reversal.document_id == document_id
        )
    ).one_or_none()


def moved_by(county_id, document_id):
    """What a posted document moved, with the store of the lots concerned: (Store, [Moved, ...])."""
    draws = db.session.execute(
        select(DrawRow.lot_document_id, DrawRow.lot_line_no, DrawRow.quantity, DrawRow.cost_fen)
        .where(DrawRow.county_id == county_id, DrawRow.document_id == document_id)
        .order_by(DrawRow.line_no, DrawRow.draw_no)
    ).all()
    own = db.session.execute(
        select(*_LOT).where(LotRow.county_id == county_id, LotRow.document_id == document_id)
    ).all()
    keys = {(draw.lot_document_id, draw.lot_line_no) for draw in draws}
    touched = (
        db.session.execute(
            select(*_LOT).where(
                LotRow.county_id == county_id,
                tuple_(LotRow.document_id, LotRow.line_no).in_(sorted(keys)),
            )
        ).all()
        if keys
        else []
    )
    store = Store(_lot(row) for row in [*own, *touched])
    moved = [
        Moved(
            draws=tuple(Draw((draw.lot_document_id, draw.lot_line_no), draw.quantity, draw.cost_fen) for draw in draws)
        ),
        *(Moved(lot=store.lots[row.document_id, row.line_no]) for row in own),
    ]
    return store, moved


def documents_drawing_on(county_id, document_id):
    """Numbers of the standing documents that drew from a document's lots."""
    return db.session.scalars(
        select(Document.doc_no)
        .join(
            DrawRow,
            (DrawRow.county_id == Document.county_id) & (DrawRow.document_id == Document.id),
        )
        .outerjoin(
            Reversal,
            (Reversal.county_id == Document.county_id) & (Reversal.document_id == Document.id),
        )
        .where(
            Document.county_id == county_id,
            DrawRow.lot_document_id == document_id,
            Reversal.document_id.is_(None),
        )
        .distinct()
    ).all()


def _lot(row):
    return Lot((row[0], row[1]), *row[2:])
