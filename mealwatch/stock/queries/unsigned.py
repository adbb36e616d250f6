"""Papers that somebody still has to sign: receipts and notes without a second acceptor, issues without a collector."""

from typing import NamedTuple

from sqlalchemy import and_, exists, or_, select, union_all

from mealwatch.extensions import db
from mealwatch.stock.models import DeliveryLine, Document, IssueLine, ReceiptLine, Reversal

_document = Document.__table__.c
_reversal = Reversal.__table__.c


class Unsigned(NamedTuple):
    """A standing document that lacks a signature."""

    canteen_id: int
    kind: str
    doc_no: str
    dated_on: object


def unsigned(county_id, canteen_ids, first, last):
    """The standing documents of some canteens and days that lack a signature, by date."""
    undone = exists().where(_reversal.county_id == county_id, _reversal.document_id == _document.id)
    selects = [
        select(_document.canteen_id, _document.kind, _document.doc_no, _document.dated_on).where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.dated_on.between(first, last),
            _document.kind == kind,
            ~undone,
            exists().where(_of(line), or_(*(line.c[name].is_(None) for name in names))),
        )
        for kind, line, names in (
            ("receipt", ReceiptLine.__table__, ("acceptor_1", "acceptor_2")),
            ("delivery", DeliveryLine.__table__, ("acceptor_1", "acceptor_2")),
            ("issue", IssueLine.__table__, ("storekeeper", "collector")),
        )
    ]
    rows = db.session.execute(union_all(*selects))
    return sorted((Unsigned(*row) for row in rows), key=lambda one: (one.dated_on, one.kind, one.doc_no))


def _of(line):
    return and_(line.c.county_id == _document.county_id, line.c.document_id == _document.id)
