"""What was issued to one meal, line by line, down to the lots and the receipts they came from."""

from collections import defaultdict

from sqlalchemy import and_, select, tuple_

from mealwatch.extensions import db
from mealwatch.stock.models import (
    Document,
    Draw,
    IssueLine,
    Lot,
    OpeningLine,
    ReceiptLine,
)

_document = Document.__table__.c
_issue = IssueLine.__table__.c
_draw = Draw.__table__.c
_lot = Lot.__table__.c


def issue_lines(county_id, keys):
    """The issue lines with these (document_id, line_no) keys, as rows with their document's head."""
    if not keys:
        return []
    return db.session.execute(
        select(
            _issue.document_id,
            _issue.line_no,
            _document.doc_no,
            _document.dated_on,
            _document.meal,
            _issue.ingredient_id,
            _issue.quantity,
            _issue.unit,
            _issue.use_days,
            _issue.cost_fen,
            _issue.storekeeper,
            _issue.collector,
        )
        .join_from(IssueLine.__table__, Document.__table__, _same_document(_issue))
        .where(
            _issue.county_id == county_id,
            tuple_(_issue.document_id, _issue.line_no).in_(sorted(keys)),
        )
        .order_by(_document.dated_on, _issue.document_id, _issue.line_no)
    ).all()


def draws_with_lots(county_id, document_ids):
    """``{(document_id, line_no): [row, ...]}``: each draw with its lot and the document that brought it in."""
    receipt = ReceiptLine.__table__.c
    opening = OpeningLine.__table__.c
    rows = db.session.execute(
        select(
            _draw.document_id,
            _draw.line_no,
            _draw.quantity,
            _draw.cost_fen,
            _lot.document_id.label("lot_document_id"),
            _lot.line_no.label("lot_line_no"),
            _lot.received_on,
            _lot.expires_on,
            _lot.bought,
            _lot.cost_fen.label("lot_cost_fen"),
            _document.kind,
            _document.doc_no,
            receipt.supplier_id,
            receipt.batch_no,
            opening.counted_by,
        )
        .join_from(
            Draw.__table__,
            Lot.__table__,
            and_(
                _lot.county_id == _draw.county_id,
                _lot.document_id == _draw.lot_document_id,
                _lot.line_no == _draw.lot_line_no,
            ),
        )
        .join(Document.__table__, _same_document(_lot))
        .outerjoin(ReceiptLine.__table__, _same_line(receipt))
        .outerjoin(OpeningLine.__table__, _same_line(opening))
        .where(_draw.county_id == county_id, _draw.document_id.in_(sorted(document_ids)))
        .order_by(_draw.document_id, _draw.line_no, _draw.draw_no)
    )
    found = defaultdict(list)
    for row in rows:
        found[row.document_id, row.line_no].append(row)
    return found


def _same_document(line):
    return and_(line.county_id == _document.county_id, line.document_id == _document.id)


def _same_line(line):
    return and_(
        line.county_id == _lot.county_id,
        line.document_id == _lot.document_id,
        line.line_no == _lot.line_no,
    )
