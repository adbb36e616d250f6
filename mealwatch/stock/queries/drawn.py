"""From which lots many documents drew, in one statement: for lists in which every issue names its batches."""

from typing import NamedTuple

from sqlalchemy import and_, select

from mealwatch.extensions import db
from mealwatch.stock.models import Document, Draw, Lot, ReceiptLine

_document = Document.__table__.c
_draw = Draw.__table__.c
_lot = Lot.__table__.c
_receipt = ReceiptLine.__table__.c


class Source(NamedTuple):
    """What a line drew from one lot, and what is known of the lot; a batch and a supplier only of receipts."""

    document_id: int
    line_no: int
    quantity: int
    cost_fen: int
    kind: str
    doc_no: str
    received_on: object
    expires_on: object
    batch_no: str | None
    supplier_id: int | None


def sources_of(county_id, document_ids):
    """``{(document id, line number): [Source, ...]}`` of some documents, in the order in which they were drawn."""
    if not document_ids:
        return {}
    statement = (
        select(
            _draw.document_id,
            _draw.line_no,
            _draw.quantity,
            _draw.cost_fen,
            _document.kind,
            _document.doc_no,
            _lot.received_on,
            _lot.expires_on,
            _receipt.batch_no,
            _receipt.supplier_id,
        )
        .select_from(Draw.__table__)
        .join(
            Lot.__table__,
            and_(
                _lot.county_id == _draw.county_id,
                _lot.document_id == _draw.lot_document_id,
                _lot.line_no == _draw.lot_line_no,
            ),
        )
        .join(Document.__table__, and_(_document.county_id == _lot.county_id, _document.id == _lot.document_id))
        .outerjoin(
            ReceiptLine.__table__,
            and_(
                _receipt.county_id == _lot.county_id,
                _receipt.document_id == _lot.document_id,
                _receipt.line_no == _lot.line_no,
            ),
        )
        .where(_draw.county_id == county_id, _draw.document_id.in_(list(document_ids)))
        .order_by(_draw.document_id, _draw.line_no, _draw.draw_no)
    )
    found = {}
    for row in db.session.execute(statement):
        found.setdefault((row.document_id, row.line_no), []).append(Source(*row))
    return found


def last_suppliers(county_id, canteen_id, last):
    """``{ingredient id: supplier id}`` of a canteen's last standing receipts dated up to ``last``."""
    statement = (
        select(_receipt.ingredient_id, _receipt.supplier_id)
        .join_from(
            ReceiptLine.__table__,
            Lot.__table__,
            and_(
                _lot.county_id == _receipt.county_id,
                _lot.document_id == _receipt.document_id,
                _lot.line_no == _receipt.line_no,
            ),
        )
        .where(
            _lot.county_id == county_id,
            _lot.canteen_id == canteen_id,
            _lot.standing,
            _lot.received_on <= last,
            _receipt.supplier_id.is_not(None),
        )
        .order_by(_lot.received_on, _lot.document_id, _lot.line_no)
    )
    return {row.ingredient_id: row.supplier_id for row in db.session.execute(statement)}
