"""From whom canteens got goods lately."""

from sqlalchemy import and_, select, union

from mealwatch.extensions import db
from mealwatch.stock.models import DeliveryLine, Document, ReceiptLine

_document = Document.__table__.c


def suppliers_since(county_id, canteen_ids, since):
    """The ids of the suppliers named on receipts and delivery notes of some canteens from a day on."""
    selects = [
        select(line.c.supplier_id)
        .join_from(
            Document.__table__,
            line,
            and_(line.c.county_id == _document.county_id, line.c.document_id == _document.id),
        )
        .where(
            _document.county_id == county_id,
            _document.canteen_id.in_(list(canteen_ids)),
            _document.dated_on >= since,
            line.c.supplier_id.is_not(None),
        )
        for line in (ReceiptLine.__table__, DeliveryLine.__table__)
    ]
    return set(db.session.scalars(union(*selects)))
